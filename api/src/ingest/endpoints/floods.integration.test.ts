import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import zlib from 'node:zlib';
import { embedded, envelope, startTestApi, type TestApi, type TestProject } from '../api.test.support';
import { event, eventEnvelope, newId } from './suites/context.test.support';

const bodyMemory = 2 * 1024 * 1024;
const maxEnvelope = 200_000;
let api: TestApi;
let flooded: TestProject;
let other: TestProject;
const open: ClientRequest[] = [];

beforeAll(async () => {
  api = await startTestApi(embedded, {
    MAX_ENVELOPE_BYTES: String(maxEnvelope),
    BODY_MEMORY_BYTES: String(bodyMemory),
    REQUEST_TIMEOUT_SECONDS: '30',
  });
  [flooded, other] = [await api.createProject('flooded'), await api.createProject('other')];
  for (const project of [flooded, other]) await api.send(project, { body: eventEnvelope() });
}, 60_000);
afterAll(() => api.stop());
beforeEach(() => api.itemsSince());
afterEach(async () => {
  for (const outgoing of open.splice(0)) outgoing.destroy();
  await heldBytes(0);
});

interface HeldOpen {
  readonly outgoing: ClientRequest;
  /** The answer, which comes although the body does not end. */
  readonly answer: Promise<IncomingMessage>;
}

/** Sends a part of a body, chunked, and no end. */
function holdOpen(path: string, part: Buffer, headers: Record<string, string> = {}): HeldOpen {
  const outgoing = request(`${api.url}${path}`, { method: 'POST', agent: false, headers });
  open.push(outgoing);
  const answer = new Promise<IncomingMessage>((resolve) => outgoing.once('response', resolve));
  outgoing.on('error', () => undefined);
  if (part.length > 0) outgoing.write(part);
  else outgoing.flushHeaders();
  return { outgoing, answer };
}

async function heldBytes(wanted: number | 'some'): Promise<number> {
  for (;;) {
    const held = Number(/^gt_body_memory_bytes (\d+)$/m.exec(await api.metrics())?.[1]);
    if (wanted === 'some' ? held > 0 : held === wanted) return held;
  }
}

const envelopePath = ({ id }: TestProject, key?: string) =>
  `/api/${id}/envelope/${key === undefined ? '' : `?sentry_key=${key}`}`;

/** Holds `count` bodies open, waits for the first refusal, and sends an event of the other project. */
async function floodWith(count: number, path: string, part: Buffer) {
  const answers = Array.from({ length: count }, () => holdOpen(path, part).answer);
  const refused = await Promise.race(answers);
  const calm = await api.send(other, { body: eventEnvelope() });
  return { refused, calm, held: await heldBytes('some') };
}

describe('bodies that are held open', () => {
  it('of one project are refused beyond its share, in words, and another project’s event is stored', async () => {
    const path = envelopePath(flooded, flooded.publicKey);
    const { refused, calm, held } = await floodWith(40, path, Buffer.alloc(150_000, 'x'));
    expect([refused.statusCode, calm.status]).toEqual([503, 200]);
    expect(refused.headers).toMatchObject({
      'retry-after': '5',
      'access-control-allow-origin': '*',
      'x-sentry-error': 'Too many requests at once; retry later',
    });
    expect(held).toBeLessThanOrEqual(bodyMemory / 2);
    expect(await api.metrics()).toMatch(/gt_overload_refusals_total\{resource="body_memory"\} [1-9]/);
    expect(await api.itemsSince()).toMatchObject({
      'unknown dropped overloaded': expect.any(Number) as number,
      'error stored committed': 1,
    });
  });

  it('of anonymous clients get a quarter', async () => {
    const { refused, calm, held } = await floodWith(40, envelopePath(flooded), Buffer.from('{"dsn":'));
    expect([refused.statusCode, calm.status]).toEqual([503, 200]);
    expect(held).toBeLessThanOrEqual(bodyMemory / 4);
  });
});

describe.each(['store', 'security'])('the %s endpoint', (endpoint) => {
  const pathWith = (key: string) => `/api/${flooded.id}/${endpoint}/?sentry_key=${key}`;

  it('refuses bodies held open beyond a project’s share, and another project’s event is stored', async () => {
    const path = pathWith(flooded.publicKey);
    const { refused, calm, held } = await floodWith(40, path, Buffer.alloc(150_000, ' '));
    expect([refused.statusCode, calm.status]).toEqual([503, 200]);
    expect(held).toBeLessThanOrEqual(bodyMemory / 2);
  });

  it('looks an unknown key up before it reads anything of the body', async () => {
    const { statusCode } = await holdOpen(pathWith(newId()), Buffer.alloc(0)).answer;
    expect(statusCode).toBe(endpoint === 'store' ? 401 : 403);
  });
});

describe('a key is looked up before the body', () => {
  it.each(['query', 'header'])('in the %s: an unknown one is refused with nothing read', async (place) => {
    const key = newId();
    const headers = place === 'header' ? { 'x-sentry-auth': `Sentry sentry_key=${key}` } : undefined;
    const path = envelopePath(flooded, place === 'query' ? key : undefined);
    const { statusCode } = await holdOpen(path, Buffer.alloc(0), headers).answer;
    expect(statusCode).toBe(403);
  });

  it.each([
    ['plain', undefined, (bytes: Buffer) => bytes],
    ['gzip', 'gzip', (bytes: Buffer) => zlib.gzipSync(bytes, { level: 0 })],
    ['br', 'br', (bytes: Buffer) => zlib.brotliCompressSync(bytes)],
  ])(
    'in the envelope’s header (%s): an unknown one is refused by its beginning',
    async (_, encoding, encode) => {
      const header = { dsn: `http://${newId()}@host/${flooded.id}` };
      const text = Array.from({ length: 6000 }, newId).join('');
      const sent = encode(envelope(header, [[{ type: 'event' }, event({ message: text })]]));
      const headers = encoding === undefined ? undefined : { 'content-encoding': encoding };
      const { statusCode } = await holdOpen(envelopePath(flooded), sent.subarray(0, 20_000), headers).answer;
      expect(statusCode).toBe(403);
    },
  );

  it('in the envelope’s header: a good one lets the rest in, compressed or not', async () => {
    const header = { dsn: `http://${flooded.publicKey}@host/${flooded.id}` };
    const body = eventEnvelope({ extra: { text: Array.from({ length: 1500 }, newId).join('') } }, header);
    expect(body.length).toBeGreaterThan(40_000);
    const gzip = { body: zlib.gzipSync(body), headers: { 'content-encoding': 'gzip' } };
    for (const sent of [{ body }, gzip]) {
      expect((await api.send(flooded, { key: null, ...sent })).status).toBe(200);
    }
  });

  it('a first line above 16 KiB is none, where the key must be in it', async () => {
    const header = { dsn: `http://${flooded.publicKey}@host/${flooded.id}`, padding: 'x'.repeat(17_000) };
    expect((await api.send(flooded, { key: null, body: eventEnvelope({}, header) })).status).toBe(400);
    expect((await api.send(flooded, { body: eventEnvelope({}, header) })).status).toBe(200);
  });
});

it('brotli that asks for a window above 4 MiB is answered 413', async () => {
  const { BROTLI_PARAM_LGWIN } = zlib.constants;
  const body = zlib.brotliCompressSync(Buffer.alloc(2 ** 24), { params: { [BROTLI_PARAM_LGWIN]: 24 } });
  const answer = await api.send(flooded, { body, headers: { 'content-encoding': 'br' } });
  expect([answer.status, answer.headers.get('x-sentry-error')]).toEqual([
    413,
    'The compressed body asks for a window above 4 MiB; compress it with a smaller one',
  ]);
});

it('two hundred events of one project at once leave another project’s event its turn', async () => {
  const flood = Array.from({ length: 200 }, () => api.send(flooded, { body: eventEnvelope() }));
  const calm = await api.send(other, { body: eventEnvelope() });
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(calm.status).toBe(200);
  const stored = statuses.filter((status) => status === 200).length;
  expect(stored + statuses.filter((status) => status === 503).length).toBe(200);
  expect(await api.itemsSince()).toMatchObject({ 'error stored committed': stored + 1 });
});
