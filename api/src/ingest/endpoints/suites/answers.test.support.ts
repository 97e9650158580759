import zlib from 'node:zlib';
import { envelope } from '../../api.test.support';
import { event, eventEnvelope, type IngestContext, issuesOf, json, newId } from './context.test.support';

/** What is answered to what cannot be taken, and what is counted of it. */
export function answersSuite(at: IngestContext): void {
  const bomb = zlib.brotliCompressSync(Buffer.alloc(50_000_000, ' '));
  const crowd = (count: number) => zlib.gzipSync(`{}\n${'{}\n\n'.repeat(count)}`);
  const deep = Buffer.from(`{"extra":${'['.repeat(40_000)}${']'.repeat(40_000)}}`);

  it.each<[string, RequestInit & { key?: string | null }, number, unknown, string]>([
    ['an empty body', { body: '' }, 400, { detail: 'Empty request body' }, 'malformed'],
    ['no envelope', { body: 'nonsense' }, 400, { detail: 'Invalid envelope header' }, 'malformed'],
    ['a bomb', { body: bomb, headers: { 'content-encoding': 'br' } }, 413, expect.anything(), 'too_large'],
    [
      'more items than one envelope may have',
      { body: crowd(1001), headers: { 'content-encoding': 'gzip' } },
      413,
      { detail: 'The envelope has more than 1000 items; send them in several envelopes' },
      'too_large',
    ],
    [
      'many items from a stranger, none of which is read',
      { key: newId(), body: crowd(40_000), headers: { 'content-encoding': 'gzip' } },
      403,
      { detail: 'Denied' },
      'unauthorized',
    ],
    ['a body over the limit', { body: Buffer.alloc(200_001) }, 413, expect.anything(), 'too_large'],
    [
      'a broken stream',
      { body: 'x', headers: { 'content-encoding': 'gzip' } },
      400,
      expect.anything(),
      'malformed',
    ],
    [
      'an unknown encoding',
      { body: 'x', headers: { 'content-encoding': 'rot13' } },
      415,
      expect.anything(),
      'unsupported_encoding',
    ],
    ['no key', { key: null, body: eventEnvelope() }, 403, { detail: 'Denied' }, 'unauthorized'],
    ['an unknown key', { key: newId(), body: eventEnvelope() }, 403, { detail: 'Denied' }, 'unauthorized'],
    [
      'a key that is none',
      { key: 'abc', body: eventEnvelope() },
      403,
      { detail: 'Invalid DSN' },
      'unauthorized',
    ],
    [
      'a bearer token',
      { key: null, headers: { authorization: 'Bearer x' }, body: eventEnvelope() },
      403,
      { detail: 'Denied' },
      'unauthorized',
    ],
  ])('to %s at the envelope endpoint', async (_, init, status, body, reason) => {
    const response = await at.api.send(at.project, init);
    expect([response.status, await json(response)]).toEqual([status, body]);
    expect(response.headers.get('x-sentry-error')).not.toBeNull();
    const counts = Object.entries(await at.api.itemsSince());
    expect(counts).toEqual([[expect.stringMatching(`^(unknown|error) dropped ${reason}$`), 1]]);
    expect(await issuesOf(at)).toEqual([]);
  });

  it.each<[string, RequestInit & { key?: string | null }, number, unknown, string]>([
    ['no key', { key: null, body: '{}' }, 401, { detail: 'Unauthorized' }, 'unauthorized'],
    ['an unknown key', { key: newId(), body: '{}' }, 401, { detail: 'Unauthorized' }, 'unauthorized'],
    [
      'a key that is none',
      { key: 'abc', body: '{}' },
      422,
      { detail: [expect.objectContaining({ loc: ['query', 'sentry_key'] })] },
      'unauthorized',
    ],
    ['an empty body', { body: '' }, 400, { detail: 'Empty request body' }, 'malformed'],
    ['a body that is no JSON', { body: '{' }, 400, expect.anything(), 'invalid_event'],
    ['a list', { body: '[1]' }, 400, expect.anything(), 'invalid_event'],
    ['too deep a body', { body: deep }, 400, expect.anything(), 'invalid_event'],
    [
      'an event over its limit',
      { body: JSON.stringify({ message: 'x'.repeat(100_000) }) },
      413,
      expect.anything(),
      'too_large',
    ],
  ])('to %s at the store endpoint', async (_, init, status, body, reason) => {
    const response = await at.api.send(at.project, { endpoint: 'store', ...init });
    expect([response.status, await json(response)]).toEqual([status, body]);
    expect(await at.api.itemsSince()).toEqual({ [`error dropped ${reason}`]: 1 });
  });

  it.each([
    ['an empty envelope', envelope({}, []), {}],
    [
      'an event that is none',
      envelope({}, [[{ type: 'event' }, 'text']]),
      { 'error dropped invalid_event': 1 },
    ],
    ['an event too deep', envelope({}, [[{ type: 'event' }, deep]]), { 'error dropped invalid_event': 1 }],
    [
      'an event over its limit',
      envelope({}, [[{ type: 'event' }, event({ x: 'y'.repeat(100_000) })]]),
      { 'error dropped too_large': 1 },
    ],
    [
      'a truncated attachment',
      Buffer.from('{}\n{"type":"attachment","length":9}\nabc'),
      { 'attachment dropped malformed': 1 },
    ],
    ['an item header that is none', Buffer.from('{}\nnonsense\n'), { 'unknown dropped malformed': 1 }],
    ['a session', envelope({}, [[{ type: 'session' }, {}]]), { 'session dropped unsupported': 1 }],
    ['an item nobody knows', envelope({}, [[{ type: 'comet' }, {}]]), { 'unknown dropped unsupported': 1 }],
  ])('to %s: 200, and counted', async (_, body, counts) => {
    const response = await at.api.send(at.project, { body });
    expect([response.status, await json(response)]).toEqual([200, {}]);
    expect(await at.api.itemsSince()).toEqual(counts);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('to %s: 405', async (method) => {
    for (const endpoint of ['envelope', 'store'] as const) {
      const response = await at.api.send(at.project, { endpoint, method });
      expect([response.status, await json(response)]).toEqual([405, { detail: 'Method not allowed' }]);
      expect(response.headers.get('allow')).toContain('POST');
    }
  });

  it('to a project that cannot be: 404, 403', async () => {
    const key = at.project.publicKey;
    expect((await at.api.send({ ...at.project, id: 'abc' }, { key, body: '{}' })).status).toBe(404);
    expect(
      (await at.api.send({ ...at.project, id: '99999999999999999999' }, { key, body: '{}' })).status,
    ).toBe(403);
    expect((await at.api.send({ ...at.project, id: '999999' }, { key, body: '{}' })).status).toBe(403);
  });

  it('to a query of arrays and objects: 403, and the API lives on', async () => {
    for (const query of [
      'sentry_key[]=a',
      'sentry_key[$ne]=1',
      'sentry_key[a][b]=c',
      'sentry_key&sentry_key',
    ]) {
      const response = await fetch(`${at.api.url}/api/${at.project.id}/envelope/?${query}`, {
        method: 'POST',
        body: '{}',
      });
      expect(response.status).toBe(403);
    }
    expect((await at.api.send(at.project, { body: eventEnvelope() })).status).toBe(200);
  });
}
