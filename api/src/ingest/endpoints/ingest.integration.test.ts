import { randomUUID } from 'node:crypto';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { engines } from '../../testing/database.test.support';
import { envelope, organization, startTestApi, type TestApi, type TestProject } from '../api.test.support';

interface Issue {
  id: string;
  title: string;
  count: string;
  userCount: number;
  type: string;
  status: string;
}

describe.each(engines)('on the $name engine', (engine) => {
  let api: TestApi;
  let project: TestProject;

  beforeAll(async () => {
    api = await startTestApi(engine, { MAX_ENVELOPE_BYTES: '200000', MAX_EVENT_BYTES: '100000' });
  }, 60_000);
  afterAll(() => api.stop());
  beforeEach(async () => {
    project = await api.createProject(`p${randomUUID().slice(0, 8)}`);
    await api.itemsSince();
  });

  const newId = () => randomUUID().replaceAll('-', '');
  const event = (change: object = {}) => ({ message: 'hello', level: 'info', ...change });
  const eventEnvelope = (change: object = {}, header: object = {}) =>
    envelope(header, [[{ type: 'event' }, event(change)]]);
  const issues = (of = project) => api.rest<Issue[]>('GET', `projects/${organization}/${of.slug}/issues/`);
  const json = (response: Response) => response.json();

  describe('an event that is accepted is there', () => {
    it('by the envelope endpoint', async () => {
      const id = newId();
      const response = await api.send(project, { body: eventEnvelope({}, { event_id: id }) });
      expect([response.status, await json(response)]).toEqual([200, { id }]);
      const [issue] = await issues();
      expect(issue).toMatchObject({ title: 'hello', count: '1', type: 'default' });
      const latest = await api.rest<object>('GET', `issues/${issue?.id}/events/latest/`);
      expect(latest).toMatchObject({ eventID: id, message: 'hello', groupID: issue?.id });
      expect(await api.itemsSince()).toEqual({ 'error stored committed': 1 });
    });

    it('by the store endpoint', async () => {
      const id = newId();
      const body = JSON.stringify(event({ event_id: id }));
      const response = await api.send(project, { endpoint: 'store', body });
      expect([response.status, await json(response)]).toEqual([200, { event_id: id, task_id: null }]);
      expect(await issues()).toHaveLength(1);
      expect(await api.itemsSince()).toEqual({ 'error stored committed': 1 });
    });

    it('by either endpoint without the slash', async () => {
      const store = JSON.stringify(event());
      expect((await api.send(project, { slash: false, body: eventEnvelope() })).status).toBe(200);
      expect((await api.send(project, { slash: false, endpoint: 'store', body: store })).status).toBe(200);
      expect(await issues()).toMatchObject([{ count: '2' }]);
    });

    it.each([
      ['no type', undefined],
      ['text/plain', 'text/plain;charset=UTF-8'],
      ['JSON', 'application/json'],
      ['the envelope type', 'application/x-sentry-envelope'],
      ['a type that is none', ';'],
    ])('with %s as Content-Type', async (_, type) => {
      const headers = type === undefined ? {} : { 'content-type': type };
      expect((await api.send(project, { headers, body: eventEnvelope() })).status).toBe(200);
      expect(await issues()).toHaveLength(1);
    });

    it.each([
      ['gzip', zlib.gzipSync],
      ['deflate', zlib.deflateSync],
      ['deflate', zlib.deflateRawSync],
      ['br', zlib.brotliCompressSync],
    ])('compressed by %s', async (encoding, compress) => {
      const init = { headers: { 'content-encoding': encoding }, body: compress(eventEnvelope()) };
      expect((await api.send(project, init)).status).toBe(200);
      expect(await issues()).toHaveLength(1);
    });

    it('with the header’s event id rather than its own, and one of the server’s when there is none', async () => {
      const id = newId();
      await api.send(project, { body: eventEnvelope({ event_id: newId() }, { event_id: id }) });
      const answer = (await json(await api.send(project, { body: eventEnvelope() }))) as { id: string };
      expect(answer.id).toMatch(/^[0-9a-f]{32}$/);
      const events = await api.rest<{ id: string }[]>(
        'GET',
        `projects/${organization}/${project.slug}/events/`,
      );
      expect(events.map((one) => one.id).sort()).toEqual([id, answer.id].sort());
    });

    it('whatever its texts hold', async () => {
      const odd = event({ message: "nul \0, half \ud83d, quote ', \\u0000", extra: { '\0': '\udc00' } });
      expect((await api.send(project, { body: envelope({}, [[{ type: 'event' }, odd]]) })).status).toBe(200);
      expect(await issues()).toHaveLength(1);
    });
  });

  describe('what is answered', () => {
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
      const response = await api.send(project, init);
      expect([response.status, await json(response)]).toEqual([status, body]);
      expect(response.headers.get('x-sentry-error')).not.toBeNull();
      const counts = Object.entries(await api.itemsSince());
      expect(counts).toEqual([[expect.stringMatching(`^(unknown|error) dropped ${reason}$`), 1]]);
      expect(await issues()).toEqual([]);
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
      const response = await api.send(project, { endpoint: 'store', ...init });
      expect([response.status, await json(response)]).toEqual([status, body]);
      expect(await api.itemsSince()).toEqual({ [`error dropped ${reason}`]: 1 });
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
      const response = await api.send(project, { body });
      expect([response.status, await json(response)]).toEqual([200, {}]);
      expect(await api.itemsSince()).toEqual(counts);
    });

    it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('to %s: 405', async (method) => {
      for (const endpoint of ['envelope', 'store'] as const) {
        const response = await api.send(project, { endpoint, method });
        expect([response.status, await json(response)]).toEqual([405, { detail: 'Method not allowed' }]);
        expect(response.headers.get('allow')).toContain('POST');
      }
    });

    it('to a project that cannot be: 404, 403', async () => {
      const key = project.publicKey;
      expect((await api.send({ ...project, id: 'abc' }, { key, body: '{}' })).status).toBe(404);
      expect((await api.send({ ...project, id: '99999999999999999999' }, { key, body: '{}' })).status).toBe(
        403,
      );
      expect((await api.send({ ...project, id: '999999' }, { key, body: '{}' })).status).toBe(403);
    });

    it('to a query of arrays and objects: 403, and the API lives on', async () => {
      for (const query of [
        'sentry_key[]=a',
        'sentry_key[$ne]=1',
        'sentry_key[a][b]=c',
        'sentry_key&sentry_key',
      ]) {
        const response = await fetch(`${api.url}/api/${project.id}/envelope/?${query}`, {
          method: 'POST',
          body: '{}',
        });
        expect(response.status).toBe(403);
      }
      expect((await api.send(project, { body: eventEnvelope() })).status).toBe(200);
    });
  });

  describe('credentials', () => {
    const header = (key: string) => `Sentry sentry_version=7, sentry_client=x/1, sentry_key=${key}`;

    it('are taken from the headers, and from the envelope’s dsn', async () => {
      const { publicKey, id } = project;
      const dsn = `http://${publicKey}@tunnel.example/${id}`;
      const ways: Parameters<TestApi['send']>[1][] = [
        { key: null, headers: { 'x-sentry-auth': header(publicKey) }, body: eventEnvelope() },
        { key: null, headers: { authorization: header(publicKey) }, body: eventEnvelope() },
        { key: null, body: eventEnvelope({}, { dsn }) },
        { body: eventEnvelope({}, { dsn }) },
      ];
      for (const way of ways) expect((await api.send(project, way)).status).toBe(200);
    });

    it('that conflict are refused', async () => {
      const other = await api.createProject(`q${randomUUID().slice(0, 8)}`);
      const dsn = `http://${project.publicKey}@host/${other.id}`;
      const headers = { 'x-sentry-auth': header(other.publicKey) };
      expect((await api.send(project, { headers, body: eventEnvelope() })).status).toBe(403);
      expect((await api.send(project, { body: eventEnvelope({}, { dsn }) })).status).toBe(403);
      expect((await api.send(project, { key: other.publicKey, body: eventEnvelope() })).status).toBe(403);
    });

    it('that are wrong do not shut the project for others', async () => {
      for (let guess = 0; guess < 20; guess += 1) {
        expect((await api.send(project, { key: newId(), body: eventEnvelope() })).status).toBe(403);
      }
      expect((await api.send(project, { body: eventEnvelope() })).status).toBe(200);
    });
  });

  describe('duplicates', () => {
    it('are ignored by the envelope endpoint, refused by the store endpoint, and counted by both', async () => {
      const id = newId();
      const store = JSON.stringify(event({ event_id: id }));
      await api.send(project, { body: eventEnvelope({}, { event_id: id }) });
      const again = await api.send(project, { body: eventEnvelope({}, { event_id: id }) });
      expect([again.status, await json(again)]).toEqual([200, { id }]);
      const stored = await api.send(project, { endpoint: 'store', body: store });
      expect([stored.status, await json(stored)]).toEqual([422, { detail: 'Duplicate event id' }]);
      expect(await issues()).toMatchObject([{ count: '1' }]);
      expect(await api.itemsSince()).toEqual({ 'error stored committed': 1, 'error dropped duplicate': 2 });
    });

    it('are so within a project, not across projects', async () => {
      const other = await api.createProject(`q${randomUUID().slice(0, 8)}`);
      const body = eventEnvelope({}, { event_id: newId() });
      await api.send(project, { body });
      await api.send(other, { body });
      expect([(await issues()).length, (await issues(other)).length]).toEqual([1, 1]);
    });

    it('that race are stored once, and the issue counts one', async () => {
      const body = eventEnvelope({}, { event_id: newId() });
      const answers = await Promise.all(Array.from({ length: 8 }, () => api.send(project, { body })));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      expect(await issues()).toMatchObject([{ count: '1' }]);
      expect(await api.itemsSince()).toEqual({ 'error stored committed': 1, 'error dropped duplicate': 7 });
    });
  });

  describe('issues', () => {
    it('are made once by first events that race', async () => {
      const senders = Array.from({ length: 40 }, (_, user) =>
        api.send(project, { body: eventEnvelope({ user: { id: user % 7 } }) }),
      );
      expect(new Set((await Promise.all(senders)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(await issues()).toMatchObject([{ count: '40', userCount: 7 }]);
    });

    it('come back when an event comes after they were resolved', async () => {
      await api.send(project, { body: eventEnvelope() });
      const [issue] = await issues();
      await api.rest('PUT', `issues/${issue?.id}/`, { status: 'resolved' });
      await api.send(project, { body: eventEnvelope() });
      const path = `projects/${organization}/${project.slug}/issues/?query=is:unresolved`;
      expect(await api.rest<Issue[]>('GET', path)).toMatchObject([{ status: 'unresolved', count: '2' }]);
    });
  });

  describe('limits', () => {
    it('a key over its rate gets 429, and SDKs are told for how long', async () => {
      const path = `projects/${organization}/${project.slug}/keys/`;
      const [key] = await api.rest<{ id: string }[]>('GET', path);
      await api.rest('PUT', `${path}${key?.id}/`, { rateLimit: { window: 3600, count: 2 } });
      const statuses = [];
      let last: Response | undefined;
      for (let sent = 0; sent < 4; sent += 1) {
        last = await api.send(project, { body: eventEnvelope() });
        statuses.push(last.status);
      }
      expect(statuses).toEqual([200, 200, 429, 429]);
      const seconds = last?.headers.get('retry-after');
      expect(Number(seconds)).toBeGreaterThan(0);
      expect(last?.headers.get('x-sentry-rate-limits')).toBe(`${seconds}:error:key`);
      expect(await api.itemsSince()).toEqual({
        'error stored committed': 2,
        'error dropped rate_limited': 2,
      });
      const session = await api.send(project, { body: envelope({}, [[{ type: 'session' }, {}]]) });
      expect(session.status).toBe(200);
    });

    it('a key that is switched off, and one that is deleted, are refused at once', async () => {
      const path = `projects/${organization}/${project.slug}/keys/`;
      const [key] = await api.rest<{ id: string }[]>('GET', path);
      expect((await api.send(project, { body: eventEnvelope() })).status).toBe(200);
      await api.rest('PUT', `${path}${key?.id}/`, { isActive: false });
      expect((await api.send(project, { body: eventEnvelope() })).status).toBe(403);
      await api.rest('PUT', `${path}${key?.id}/`, { isActive: true });
      expect((await api.send(project, { body: eventEnvelope() })).status).toBe(200);
      await api.rest('DELETE', `${path}${key?.id}/`);
      expect((await api.send(project, { body: eventEnvelope() })).status).toBe(403);
    });
  });

  it('an organization or project that is closed takes nothing, and says so for every category', async () => {
    const path = `projects/${organization}/${project.slug}/`;
    const closed = [
      ['PUT', path, { eventThrottleRate: 100 }, { eventThrottleRate: 0 }],
      ['PUT', `organizations/${organization}/`, { isAcceptingEvents: false }, { isAcceptingEvents: true }],
    ] as const;
    for (const [method, place, close, open] of closed) {
      await api.rest(method, place, close);
      const body = envelope({}, [
        [{ type: 'event' }, event()],
        [{ type: 'session' }, {}],
      ]);
      const response = await api.send(project, { body });
      expect([response.status, await json(response)]).toEqual([429, { detail: 'Too Many Requests' }]);
      expect(response.headers.get('retry-after')).toBe('600');
      expect(response.headers.get('x-sentry-rate-limits')).toBe('600::organization');
      await api.rest(method, place, open);
      expect((await api.send(project, { body })).status).toBe(200);
    }
    expect(await api.itemsSince()).toEqual({
      'error dropped not_accepting': 2,
      'session dropped not_accepting': 2,
      'error stored committed': 2,
      'session dropped unsupported': 2,
    });
  });

  it('a project remembers when its first event came', async () => {
    const path = `projects/${organization}/${project.slug}/`;
    const firstEvent = async () => (await api.rest<{ firstEvent: string | null }>('GET', path)).firstEvent;
    expect(await firstEvent()).toBeNull();
    const before = Date.now();
    await api.send(project, { body: eventEnvelope() });
    const first = await firstEvent();
    expect(Date.parse(String(first))).toBeGreaterThanOrEqual(before);
    await api.send(project, { body: eventEnvelope({ message: 'another' }) });
    expect(await firstEvent()).toBe(first);
  });

  it('client reports go into a counter of their own', async () => {
    const discarded_events = [{ reason: 'before_send', category: 'error', quantity: 5 }];
    await api.send(project, { body: envelope({}, [[{ type: 'client_report' }, { discarded_events }]]) });
    expect(await api.itemsSince()).toEqual({ 'internal stored counted': 1 });
    expect(await api.metrics()).toContain(
      'gt_sdk_discarded_events_total{category="error",reason="before_send"} 5',
    );
  });

  it('pages of any origin may send and read how long to wait', async () => {
    const headers = { origin: 'https://shop.example', 'content-type': 'text/plain;charset=UTF-8' };
    const response = await api.send(project, { headers, body: eventEnvelope() });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await api.send(project, { headers, key: newId(), body: eventEnvelope() });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await api.send(project, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-sentry-auth');
  });

  it('is measured under the templates', async () => {
    await api.send(project, { slash: false, body: eventEnvelope() });
    const routes = [...(await api.metrics()).matchAll(/http_route="(\/api\/[^"]*(?:envelope|store)[^"]*)"/g)];
    expect(new Set(routes.map(([, route]) => route))).toEqual(
      new Set(['/api/:projectId/envelope/', '/api/:projectId/store/']),
    );
  });

  describe('any envelope', () => {
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
          const key = allowed ? project.publicKey : newId();
          const response = await api.send(project, { key, body: envelope({}, parts) });
          expect(response.status).toBe(allowed ? 200 : 403);
          const counts = await api.itemsSince();
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
  });
});
