import { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type express from 'express';
import { parseExposition } from './exposition.test.support';
import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { createHttpMetrics, type HttpMetrics } from './http-metrics';
import {
  eventually,
  moment,
  requestsCounted,
  send,
  sendRaw,
  serve,
  type Served,
} from './server.test.support';

/** Where routes are declared, what stands before their paths in a request, and what in a label. */
const PLACES = [
  { place: 'in the application', path: '', route: '', routerIn: (app: express.Express) => app },
  {
    place: 'under two mounts',
    path: '/tenants/7/inner',
    route: '/tenants/:id/inner',
    routerIn(app: express.Express, { Router }: typeof express) {
      const router = Router();
      app.use('/tenants/:id', Router().use('/inner', router));
      return router;
    },
  },
] as const;

const EVERYWHERE = EXPRESS_VERSIONS.flatMap((version) => PLACES.map((place) => ({ ...version, ...place })));

/** How many requests are said to be under way. */
async function active({ registry }: HttpMetrics): Promise<number> {
  const family = parseExposition(await registry.metrics()).find(
    ({ name }) => name === 'http_server_active_requests',
  );
  return family?.samples.reduce((sum, { value }) => sum + value, 0) ?? 0;
}

describe.each(EVERYWHERE)('$name, routes $place', ({ load, path, route, routerIn }) => {
  const lib = load();
  let metrics: HttpMetrics;
  let router: express.Router;
  let served: Served;

  beforeEach(async () => {
    metrics = createHttpMetrics({ durationBuckets: [0.05, 20] });
    const app = lib().use(metrics.middleware);
    router = routerIn(app, lib);
    served = await serve(app);
  });
  afterEach(() => served.close());

  const get = (to: string) => `GET ${path}${to} HTTP/1.1\r\nHost: a\r\n\r\n`;
  /** Keys are `METHOD route status`, without what stands before the route. */
  const counted = (expected: Record<string, number>) =>
    eventually(async () =>
      expect(await requestsCounted(metrics.registry)).toEqual(
        Object.fromEntries(
          Object.entries(expected).map(([key, count]) => [key.replace(' /', ` ${route}/`), count]),
        ),
      ),
    );

  describe('a client that leaves', () => {
    test('before the answer counts as 499', async () => {
      const { come, came } = moment();
      router.get('/slow/:id', () => come());
      await sendRaw(served, get('/slow/1'), came);
      await counted({ 'GET /slow/:id 499': 1 });
    });

    test('in the middle of a stream counts as 499', async () => {
      const { come, came } = moment();
      router.get('/stream/:id', (_request, response) => void response.write('first', () => come()));
      await sendRaw(served, get('/stream/1'), came);
      await counted({ 'GET /stream/:id 499': 1 });
    });

    test('before the first of ten answers on its connection counts as ten 499', async () => {
      const { come, came } = moment();
      const waiting: express.Response[] = [];
      router.get('/slow/:id', (_request, response) => {
        if (waiting.push(response) === 10) come();
      });
      await sendRaw(served, get('/slow/1').repeat(10), came);
      await counted({ 'GET /slow/:id 499': 10 });
      for (const response of waiting) response.send('too late');
      await wait(20);
      await counted({ 'GET /slow/:id 499': 10 });
      expect(await active(metrics)).toBe(0);
    });

    test('between its first and its last answer gets what it got counted', async () => {
      const { come, came } = moment();
      router.get('/fast/:id', (_request, response) => void response.send('ok'));
      router.get('/slow/:id', () => come());
      const requests = [get('/fast/1'), get('/fast/2'), get('/slow/1'), get('/fast/3'), get('/slow/2')];
      await sendRaw(served, requests.join(''), came);
      await counted({ 'GET /fast/:id 200': 2, 'GET /fast/:id 499': 1, 'GET /slow/:id 499': 2 });
      expect(await active(metrics)).toBe(0);
    });

    test('in the middle of its own body counts as 499', async () => {
      const { come, came } = moment();
      router.post('/upload', (_request, _response, next) => {
        next();
        come();
      });
      router.post('/upload', lib.json(), (_request, response) => void response.send('ok'));
      const head = 'Host: a\r\nContent-Type: application/json\r\nContent-Length: 99';
      await sendRaw(served, `POST ${path}/upload HTTP/1.1\r\n${head}\r\n\r\n{"a`, came);
      await counted({ 'POST /upload 499': 1 });
    });
  });

  test('a client that breaks off in the middle of a body that was handed over whole counts as 499', async () => {
    const body = 'x'.repeat(32 * 1024 * 1024);
    router.get('/large', (_request, response) => void response.send(body));
    const client = connect(served.port, '127.0.0.1', () => client.write(get('/large')));
    client.once('data', () => client.resetAndDestroy());
    await counted({ 'GET /large 499': 1 });
  });

  describe('an application that cuts its own answer', () => {
    test('by an error when some of it is sent counts as 500', async () => {
      router.get('/cut', (_request, response, next) => {
        response.write('first', () => next(new Error('made to fail')));
      });
      await sendRaw(served, get('/cut'));
      await counted({ 'GET /cut 500': 1 });
    });

    test('by ending all connections counts as 500', async () => {
      router.get('/hangs', (_request, response) => {
        response.write('first', () => served.server.closeAllConnections());
      });
      await sendRaw(served, get('/hangs'));
      await counted({ 'GET /hangs 500': 1 });
    });

    test.each([
      ['without an error', undefined],
      ['with an error', new Error('made to fail')],
    ])('%s counts as 500, not as the client leaving', async (_name, error) => {
      router.get('/cut', (_request, response) => {
        response.write('first');
        response.destroy(error);
      });
      await sendRaw(served, get('/cut'));
      await counted({ 'GET /cut 500': 1 });
    });
  });

  test('an answer that waits for its turn, and that the application gives up, counts as 500', async () => {
    const { come, came } = moment();
    router.get('/slow', (_request, response) => {
      response.on('finish', come);
      setTimeout(() => response.send('ok'), 50);
    });
    router.get('/cut', (_request, response) => void response.destroy(new Error('made to fail')));
    await sendRaw(served, get('/slow') + get('/cut'), came);
    await counted({ 'GET /slow 200': 1, 'GET /cut 500': 1 });
    expect(await active(metrics)).toBe(0);
  });

  test('requests that are sent at once leave no listener on their connection for each', async () => {
    const closing: number[] = [];
    router.get('/a', (request, response) => {
      closing.push(request.socket.listenerCount('close'));
      setTimeout(() => response.send('a'), 5);
    });
    const last = get('/a').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
    await sendRaw(served, get('/a').repeat(30) + last);
    await counted({ 'GET /a 200': 31 });
    expect(Math.max(...closing) - Math.min(...closing)).toBeLessThanOrEqual(1);
  });

  test('a stream counts once, with the time until it ended', async () => {
    router.get('/stream', (_request, response) => {
      response.write('first');
      void wait(80).then(() => response.end('last'));
    });
    expect((await send(served, { path: `${path}/stream` })).body).toBe('firstlast');
    await counted({ 'GET /stream 200': 1 });
    const samples = parseExposition(await metrics.registry.metrics())[0]?.samples ?? [];
    const bucket = (le: string) => samples.find(({ labels }) => labels.le === le)?.value;
    expect([bucket('0.05'), bucket('20.0')]).toEqual([0, 1]);
    const sum = samples.find(({ name }) => name.endsWith('_sum'))?.value ?? 0;
    expect(sum).toBeGreaterThanOrEqual(0.079);
    expect(sum).toBeLessThan(10);
  });

  test('each request of a kept connection counts, also when they are sent at once', async () => {
    router.get('/a', (_request, response) => void response.send('a'));
    router.get('/b', (_request, response) => void setTimeout(() => response.send('b'), 20));
    const last = get('/a').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
    await sendRaw(served, get('/b') + get('/a') + last);
    await counted({ 'GET /a 200': 2, 'GET /b 200': 1 });
  });

  test('nothing is written on request or response, with all views and a chunked body', async () => {
    const everything = createHttpMetrics({ django: true, bodySizes: true, exemplars: true });
    const seen: (readonly PropertyKey[])[] = [];
    const plain = lib();
    const own = (value: object) => Reflect.ownKeys(value);
    plain.use((request, response, next) => {
      const before = [...own(request), ...own(response)];
      everything.middleware(request, response, () => {
        seen.push([...own(request), ...own(response)].filter((key) => !before.includes(key)));
        next();
      });
    });
    routerIn(plain, lib).post('/', (request, response) => {
      request.resume().on('end', () => response.send('ok'));
    });
    const other = await serve(plain);
    const sent = { method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body: 'some' };
    await send(other, { ...sent, path: path === '' ? '/' : path });
    await other.close();
    expect(seen).toEqual([[]]);
    expect(await everything.registry.metrics()).toMatch(/^django_http_requests_body_total_bytes_sum 4$/m);
  });

  test('a stand-in for the response of a connection that was upgraded, as express-ws makes it, is not measured', async () => {
    const { come, came } = moment();
    router.get('/socket', () => come());
    served.server.on('upgrade', (request, socket) => {
      socket.on('end', () => socket.destroy()).resume();
      const app = served.server.listeners('request')[0] as (...parts: readonly unknown[]) => void;
      app(request, new ServerResponse(request));
    });
    const head = 'Host: a\r\nConnection: upgrade\r\nUpgrade: websocket';
    await sendRaw(served, `GET ${path}/socket HTTP/1.1\r\n${head}\r\n\r\n`, came);
    await wait(20);
    expect(await active(metrics)).toBe(0);
    await counted({});
  });

  test('an upgrade that the server takes is none of the application’s requests', async () => {
    router.get('/plain', (_request, response) => void response.send('ok'));
    served.server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    const answer = await sendRaw(
      served,
      `GET ${path}/plain HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 101/);
    await send(served, { path: `${path}/plain` });
    await counted({ 'GET /plain 200': 1 });
  });
});
