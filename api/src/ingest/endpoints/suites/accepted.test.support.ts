import zlib from 'node:zlib';
import { envelope, organization } from '../../api.test.support';
import { event, eventEnvelope, type IngestContext, issuesOf, json, newId } from './context.test.support';

/** An event that is accepted is there, in whatever form it came. */
export function acceptedSuite(at: IngestContext): void {
  it('by the envelope endpoint', async () => {
    const id = newId();
    const response = await at.api.send(at.project, { body: eventEnvelope({}, { event_id: id }) });
    expect([response.status, await json(response)]).toEqual([200, { id }]);
    const [issue] = await issuesOf(at);
    expect(issue).toMatchObject({ title: 'hello', count: '1', type: 'default' });
    const latest = await at.api.rest<object>('GET', `issues/${issue?.id}/events/latest/`);
    expect(latest).toMatchObject({ eventID: id, message: 'hello', groupID: issue?.id });
    expect(await at.api.itemsSince()).toEqual({ 'error stored committed': 1 });
  });

  it('by the store endpoint', async () => {
    const id = newId();
    const body = JSON.stringify(event({ event_id: id }));
    const response = await at.api.send(at.project, { endpoint: 'store', body });
    expect([response.status, await json(response)]).toEqual([200, { event_id: id, task_id: null }]);
    expect(await issuesOf(at)).toHaveLength(1);
    expect(await at.api.itemsSince()).toEqual({ 'error stored committed': 1 });
  });

  it('by either endpoint without the slash', async () => {
    const store = JSON.stringify(event());
    expect((await at.api.send(at.project, { slash: false, body: eventEnvelope() })).status).toBe(200);
    expect((await at.api.send(at.project, { slash: false, endpoint: 'store', body: store })).status).toBe(
      200,
    );
    expect(await issuesOf(at)).toMatchObject([{ count: '2' }]);
  });

  it.each([
    ['no type', undefined],
    ['text/plain', 'text/plain;charset=UTF-8'],
    ['JSON', 'application/json'],
    ['the envelope type', 'application/x-sentry-envelope'],
    ['a type that is none', ';'],
  ])('with %s as Content-Type', async (_, type) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    expect((await at.api.send(at.project, { headers, body: eventEnvelope() })).status).toBe(200);
    expect(await issuesOf(at)).toHaveLength(1);
  });

  it.each([
    ['gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    ['deflate', zlib.deflateRawSync],
    ['br', zlib.brotliCompressSync],
  ])('compressed by %s', async (encoding, compress) => {
    const init = { headers: { 'content-encoding': encoding }, body: compress(eventEnvelope()) };
    expect((await at.api.send(at.project, init)).status).toBe(200);
    expect(await issuesOf(at)).toHaveLength(1);
  });

  it('with the header’s event id rather than its own, and one of the server’s when there is none', async () => {
    const id = newId();
    await at.api.send(at.project, { body: eventEnvelope({ event_id: newId() }, { event_id: id }) });
    const answer = (await json(await at.api.send(at.project, { body: eventEnvelope() }))) as { id: string };
    expect(answer.id).toMatch(/^[0-9a-f]{32}$/);
    const events = await at.api.rest<{ id: string }[]>(
      'GET',
      `projects/${organization}/${at.project.slug}/events/`,
    );
    expect(events.map((one) => one.id).sort()).toEqual([id, answer.id].sort());
  });

  it.each(['envelope', 'store'] as const)(
    'with every digit of its integers, by the %s endpoint',
    async (endpoint) => {
      const id = '823475887319941131';
      const text = `{"message":"m","user":{"id":${id}},"tags":{"guild":${id}},"extra":{"n":[-${id},7]},
      "contexts":{"discord":{"channel":${id}}},"request":{"data":{"id":${id}}},
      "breadcrumbs":[{"data":{"id":${id}}}]}`.replaceAll(/\n\s*/g, '');
      const body =
        endpoint === 'store' ? Buffer.from(text) : envelope({}, [[{ type: 'event' }, Buffer.from(text)]]);
      expect((await at.api.send(at.project, { endpoint, body })).status).toBe(200);
      const [issue] = await issuesOf(at);
      const shown = await at.api.rest<object>('GET', `issues/${issue?.id}/events/latest/`);
      expect(shown).toMatchObject({
        user: { id },
        tags: expect.arrayContaining([{ key: 'guild', value: id }]) as object[],
        context: { n: [`-${id}`, 7] },
        contexts: { discord: { channel: id } },
        entries: [
          { type: 'message' },
          { type: 'breadcrumbs', data: { values: [{ data: { id } }] } },
          { type: 'request', data: { data: { id } } },
        ],
      });
      const search = `projects/${organization}/${at.project.slug}/issues/?query=guild:${id}`;
      expect(await at.api.rest<object[]>('GET', search)).toHaveLength(1);
    },
  );

  it('whatever its texts hold', async () => {
    const odd = event({ message: "nul \0, half \ud83d, quote ', \\u0000", extra: { '\0': '\udc00' } });
    expect((await at.api.send(at.project, { body: envelope({}, [[{ type: 'event' }, odd]]) })).status).toBe(
      200,
    );
    expect(await issuesOf(at)).toHaveLength(1);
  });
}
