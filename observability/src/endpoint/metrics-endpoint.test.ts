import { gunzipSync } from 'node:zlib';
import express from 'express';
import { Gauge, Registry } from 'prom-client';
import { createHttpMetrics } from '../http/http-metrics';
import { parseExposition } from '../http/exposition.test.support';
import { EXPRESS_VERSIONS } from '../http/express-versions.test.support';
import { registerProcessMetrics } from '../http/process-metrics';
import { eventually, requestsCounted, send, serve, type Served } from '../http/server.test.support';
import { metricsEndpoint } from './metrics-endpoint';
import type { Principal } from './principal';

const GOOD = 'a'.repeat(64);
const WEAK = 'b'.repeat(64);
const PATH = '/api/0/observability';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Registered in the process for the length of a test: what would end it outside of jest. */
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

let registry: Registry;
let served: Served;
let asked: unknown[];
let logged: unknown[];

beforeEach(async () => {
  process.on('unhandledRejection', note);
  [asked, logged] = [[], []];
  const metrics = createHttpMetrics();
  registry = metrics.registry;
  registerProcessMetrics(registry);
  const app = express().use(metrics.middleware);
  app.use(express.json(), express.urlencoded({ extended: true }));
  app.use(
    PATH,
    metricsEndpoint({
      registry,
      verify: (token) => {
        asked.push(token);
        return lookUp(token);
      },
      onError: (error) => logged.push(error),
    }),
  );
  served = await serve(app);
});

afterEach(async () => {
  await served.close();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

function lookUp(token: string): Promise<Principal | undefined> | Principal | undefined {
  if (token === 'throws') throw new Error('made to fail');
  if (token === 'rejects') return Promise.reject(new Error('made to fail'));
  // A store that rejects with something that is no error.
  if (token === 'rejects-oddly')
    return Promise.resolve().then(() => Promise.reject(undefined as unknown as Error));
  if (token === GOOD) return Promise.resolve({ scopes: ['event:read', 'metrics:read'] });
  if (token === WEAK) return { scopes: ['event:read'] };
  return undefined;
}

const REALM = 'Bearer realm="metrics"';
const failures = async () => {
  const family = parseExposition(await registry.metrics()).find(
    ({ name }) => name === 'http_authentication_failures_total',
  );
  const counted = (family?.samples ?? []).filter(({ value }) => value > 0);
  return Object.fromEntries(counted.map(({ labels, value }) => [labels.reason ?? '', value] as const));
};

describe('refusals', () => {
  test.each([
    { name: 'no credential', path: PATH, headers: {}, status: 401, challenge: REALM, reason: 'missing' },
    {
      name: 'another scheme',
      path: PATH,
      headers: { authorization: 'Basic YTpi' },
      status: 401,
      challenge: REALM,
      reason: 'missing',
    },
    {
      name: 'an empty header',
      path: PATH,
      headers: { authorization: '' },
      status: 401,
      challenge: REALM,
      reason: 'missing',
    },
    {
      name: 'an unknown token',
      path: PATH,
      headers: bearer('nobody'),
      status: 401,
      challenge: `${REALM}, error="invalid_token"`,
      reason: 'unknown',
    },
    {
      name: 'a token of 513 characters',
      path: PATH,
      headers: bearer('x'.repeat(513)),
      status: 401,
      challenge: `${REALM}, error="invalid_token"`,
      reason: 'unknown',
    },
    {
      name: 'a token without the scope',
      path: PATH,
      headers: bearer(WEAK),
      status: 403,
      challenge: `${REALM}, error="insufficient_scope"`,
      reason: 'scope',
    },
    ...[
      'Bearer',
      'Bearer ',
      'Bearer a b',
      'Bearer  a',
      'Bearer a,b',
      'Bearer "a"',
      'Bearer =',
      'bearer ü',
    ].map((authorization) => ({
      name: `the header ${JSON.stringify(authorization)}`,
      path: PATH,
      headers: { authorization: Buffer.from(authorization).toString('latin1') },
      status: 400,
      challenge: `${REALM}, error="invalid_request"`,
      reason: 'malformed',
    })),
    {
      name: 'two headers',
      path: PATH,
      headers: { authorization: [`Bearer ${GOOD}`, `Bearer ${GOOD}`] },
      status: 400,
      challenge: `${REALM}, error="invalid_request"`,
      reason: 'malformed',
    },
    ...[
      `access_token=${GOOD}`,
      `a=1&access_token=${GOOD}&access_token=x`,
      `access_token[]=${GOOD}`,
      `access_token[$ne]=`,
      `access%5Ftoken=${GOOD}`,
    ].flatMap((query) =>
      [{}, bearer(GOOD)].map((headers) => ({
        name: `?${query.slice(0, 20)} ${'authorization' in headers ? 'beside a good header' : 'alone'}`,
        path: `${PATH}?${query}`,
        headers,
        status: 400,
        challenge: `${REALM}, error="invalid_request"`,
        reason: 'query_token',
      })),
    ),
  ])('$name: $status', async ({ path, headers, status, challenge, reason }) => {
    const answer = await send(served, { path, headers });
    expect(answer.status).toBe(status);
    const sent = answer.headers['www-authenticate'] ?? '';
    expect(sent.startsWith(challenge)).toBe(true);
    expect(sent.includes('error=')).toBe(challenge.includes('error='));
    expect(sent.includes('scope="metrics:read"')).toBe(status === 403);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(answer.body)).toEqual({ detail: expect.any(String) as string });
    expect(asked.every((token) => typeof token === 'string' && token.length <= 512)).toBe(true);
    expect(await failures()).toEqual({ [reason]: 1 });
  });

  test.each([
    ['application/json', '{"access_token":{"$ne":null}}'],
    ['application/json', '{"access_token":["a","b"]}'],
    ['application/json', `{"access_token":"${GOOD}"}`],
    ['application/x-www-form-urlencoded', 'access_token[]=a&access_token[b]=c'],
  ])('a token in a %s body is not read: %s', async (type, body) => {
    const answer = await send(served, {
      method: 'POST',
      path: PATH,
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(401);
    expect(asked).toEqual([]);
  });

  test.each(['throws', 'rejects', 'rejects-oddly'])(
    'a look-up that %s: 503, and the next one works',
    async (token) => {
      const answer = await send(served, { path: PATH, headers: bearer(token) });
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.headers['www-authenticate']).toBeUndefined();
      expect(answer.body).not.toContain('made to fail');
      expect(logged).toHaveLength(1);
      expect(await failures()).toEqual({ unavailable: 1 });
      expect((await send(served, { path: PATH, headers: bearer(GOOD) })).status).toBe(200);
    },
  );
});

describe('an address that keeps failing', () => {
  const address = '127.0.0.9';
  const from = (headers: Record<string, string>) => send(served, { path: PATH, headers, from: address });

  test('is answered 429, but let in with a valid token; others are not concerned', async () => {
    for (let attempt = 1; attempt <= 30; attempt++) {
      expect((await from(attempt % 2 ? {} : bearer('nobody'))).status).toBe(401);
    }
    for (const headers of [{}, bearer('nobody'), { authorization: 'Bearer a b' }]) {
      const answer = await from(headers);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['www-authenticate']).toBeUndefined();
    }
    expect((await from(bearer(GOOD))).status).toBe(200);
    expect((await from(bearer(WEAK))).status).toBe(403);
    expect((await send(served, { path: PATH })).status).toBe(401);
    expect(await failures()).toEqual({ missing: 16, unknown: 15, throttled: 3, scope: 1 });
  });
});

describe('scrapes', () => {
  test.each([PATH, `${PATH}/`, `${PATH}/django`, `${PATH}/django/`])(
    '%s is answered in text 0.0.4',
    async (path) => {
      const answer = await send(served, { path, headers: bearer(GOOD) });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('no-store');
      const names = parseExposition(answer.body).map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining(['http_server_request_duration_seconds', 'process_cpu_seconds_total']),
      );
      const route = path.includes('django') ? `${PATH}/django/` : PATH;
      await eventually(async () =>
        expect(await requestsCounted(registry)).toMatchObject({ [`GET ${route} 200`]: 1 }),
      );
    },
  );

  test('the scheme is read in any letter case', async () => {
    const answer = await send(served, { path: PATH, headers: { authorization: `bEARER ${GOOD}` } });
    expect(answer.status).toBe(200);
  });

  test('OpenMetrics for whom asks for it', async () => {
    const headers = { ...bearer(GOOD), accept: 'application/openmetrics-text;version=1.0.0' };
    const answer = await send(served, { path: PATH, headers });
    expect(answer.headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(answer.body.endsWith('# EOF\n')).toBe(true);
  });

  test('it varies by what was asked for, beside what an earlier middleware says', async () => {
    const answer = await send(served, { path: PATH, headers: bearer(GOOD) });
    expect(answer.headers.vary).toBe('Accept, Accept-Encoding');
    const app = express().use((_request, response, next) => {
      response.vary('Origin');
      next();
    });
    const other = await serve(app.use(PATH, metricsEndpoint({ registry, verify: lookUp })));
    const varied = await send(other, { path: PATH, headers: bearer(GOOD) });
    await other.close();
    expect(varied.headers.vary).toBe('Origin, Accept, Accept-Encoding');
  });

  test.each([
    ['gzip', 'gzip'],
    ['gzip', 'br, gzip;q=0.5'],
    ['gzip', '*'],
    ['gzip', 'identity;q=0'],
    [undefined, undefined],
    [undefined, ''],
    [undefined, 'br'],
    [undefined, 'identity'],
    [undefined, 'gzip;q=0'],
    [undefined, 'identity, gzip;q=0.5'],
  ])('Content-Encoding %s for Accept-Encoding: %s', async (encoding, accepted) => {
    const headers = { ...bearer(GOOD), ...(accepted !== undefined && { 'accept-encoding': accepted }) };
    const answer = await send(served, { method: 'HEAD', path: PATH, headers });
    expect(answer.headers['content-encoding']).toBe(encoding);
  });

  test('what gzip gives back is the exposition', async () => {
    const { request } = await import('node:http');
    const body = await new Promise<Buffer>((resolve, reject) => {
      const headers = { ...bearer(GOOD), 'accept-encoding': 'gzip' };
      request({ port: served.port, host: '127.0.0.1', path: PATH, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks)));
      })
        .on('error', reject)
        .end();
    });
    expect(parseExposition(gunzipSync(body).toString()).length).toBeGreaterThan(10);
  });

  test('HEAD has the headers and no body; other methods are refused, but only to whom may scrape', async () => {
    const head = await send(served, { method: 'HEAD', path: PATH, headers: bearer(GOOD) });
    expect([head.status, head.body]).toEqual([200, '']);
    const post = await send(served, { method: 'POST', path: PATH, headers: bearer(GOOD) });
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(post.headers['cache-control']).toBe('no-store');
    expect((await send(served, { method: 'POST', path: PATH })).status).toBe(401);
  });

  test('one broken metric does not end the scrape, and is counted in the next', async () => {
    const collect = () => {
      throw new Error('made to fail');
    };
    new Gauge({ name: 'broken', help: 'Broken.', registers: [registry], collect });
    await send(served, { path: PATH, headers: bearer(GOOD) });
    const answer = await send(served, { path: PATH, headers: bearer(GOOD) });
    expect(answer.status).toBe(200);
    const failed = parseExposition(answer.body).find(
      ({ name }) => name === 'metrics_collection_failures_total',
    );
    expect(failed?.samples[0]?.value).toBe(1);
    expect(logged).toHaveLength(2);
  });
});

test.each([...EXPRESS_VERSIONS])('works in $name', async ({ load }) => {
  const metrics = createHttpMetrics();
  const app = load()().use(metrics.middleware);
  app.use(PATH, metricsEndpoint({ registry: metrics.registry, verify: lookUp }));
  metrics.initialise(app, [200]);
  const other = await serve(app);
  expect((await send(other, { path: PATH, headers: bearer(GOOD) })).status).toBe(200);
  expect((await send(other, { path: `${PATH}/django/`, headers: bearer(WEAK) })).status).toBe(403);
  await eventually(async () =>
    expect(await requestsCounted(metrics.registry)).toEqual({
      [`GET ${PATH} 200`]: 1,
      [`GET ${PATH}/django/ 403`]: 1,
    }),
  );
  await other.close();
});

test('two on one registry, the old path and the new one, share their counters', async () => {
  const options = { registry: new Registry(), verify: lookUp, onError: () => undefined };
  const collect = () => {
    throw new Error('made to fail');
  };
  new Gauge({ name: 'broken', help: 'Broken.', registers: [options.registry], collect });
  const app = express().use('/old', metricsEndpoint(options)).use('/new', metricsEndpoint(options));
  const both = await serve(app);
  for (const path of ['/old', '/new'])
    expect((await send(both, { path, headers: bearer(GOOD) })).status).toBe(200);
  const { body } = await send(both, { path: '/new', headers: bearer(GOOD) });
  await both.close();
  expect(body).toMatch(/^metrics_collection_failures_total 3$/m);
});
