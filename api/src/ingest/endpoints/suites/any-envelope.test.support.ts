import fc from 'fast-check';
import { envelope } from '../../api.test.support';
import { type IngestContext, newId } from './context.test.support';

/** Whatever an envelope holds, every item of it is counted once. */
export function anyEnvelopeSuite(at: IngestContext): void {
  const types = [
    'event',
    'transaction',
    'session',
    'attachment',
    'client_report',
    'span',
    'log',
    'comet',
    'check_in',
  ];
  const item = fc.record({
    type: fc.oneof(fc.constantFrom(...types), fc.string(), fc.constant(undefined)),
    payload: fc.oneof(
      fc.constantFrom<unknown>({ message: 'x' }, { discarded_events: [] }, [], 'text', 7),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    ),
    prefixed: fc.boolean(),
  });

  it('is accounted for, item by item: received = stored + dropped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 8 }), fc.boolean(), async (items, allowed) => {
        const parts = items.map(({ type, payload, prefixed }): [object, unknown] => {
          const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
          return prefixed || bytes.includes(0x0a)
            ? [{ type, length: bytes.length }, bytes]
            : [{ type }, bytes];
        });
        const key = allowed ? at.project.publicKey : newId();
        const response = await at.api.send(at.project, { key, body: envelope({}, parts) });
        expect(response.status).toBe(allowed ? 200 : 403);
        const counts = await at.api.itemsSince();
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        // Of a stranger no item is read: the request counts as one, of unknown category.
        expect(total).toBe(allowed ? items.length : 1);
        const events = allowed ? items.filter(({ type }) => type === 'event').length : 0;
        const errors = Object.entries(counts).filter(([name]) => name.startsWith('error '));
        expect(errors.reduce((sum, [, count]) => sum + count, 0)).toBe(events);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
}
