import { setTimeout as wait } from 'node:timers/promises';
import express, { type Express } from 'express';
import { createHttpMetrics, type HttpMetrics } from './http-metrics';
import { parseExposition } from './exposition.test.support';
import {
  eventually,
  moment,
  requestsCounted,
  send,
  sendRaw,
  serve,
  type Served,
} from './server.test.support';

let metrics: HttpMetrics;
let app: Express;
let served: Served;

beforeEach(async () => {
  metrics = createHttpMetrics({ durationBuckets: [0.05, 20] });
  app = express().use(metrics.middleware);
  served = await serve(app);
});
afterEach(() => served.close());

const counted = (expected: Record<string, number>) =>
  eventually(async () => expect(await requestsCounted(metrics.registry)).toEqual(expected));

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

describe('a client that leaves', () => {
  test('before the answer counts as 499', async () => {
    const { come, came } = moment();
    app.get('/slow/:id', () => come());
    await sendRaw(served, get('/slow/1'), came);
    await counted({ 'GET /slow/:id 499': 1 });
  });

  test('in the middle of a stream counts as 499', async () => {
    const { come, came } = moment();
    app.get('/stream/:id', (_request, response) => void response.write('first', () => come()));
    await sendRaw(served, get('/stream/1'), came);
    await counted({ 'GET /stream/:id 499': 1 });
  });

  test('in the middle of its own body counts as 499', async () => {
    const { come, came } = moment();
    app.post('/upload', (_request, _response, next) => {
      next();
      come();
    });
    app.post('/upload', express.json(), (_request, response) => void response.send('ok'));
    await sendRaw(
      served,
      'POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"a',
      came,
    );
    await counted({ 'POST /upload 499': 1 });
  });
});

describe('an application that cuts its own answer', () => {
  test.each([
    ['without an error', undefined],
    ['with an error', new Error('made to fail')],
  ])('%s counts as 500, not as the client leaving', async (_name, error) => {
    app.get('/cut', (_request, response) => {
      response.write('first');
      response.destroy(error);
    });
    await sendRaw(served, get('/cut'));
    await counted({ 'GET /cut 500': 1 });
  });
});

test('a stream counts once, with the time until it ended', async () => {
  app.get('/stream', async (_request, response) => {
    response.write('first');
    await wait(80);
    response.end('last');
  });
  expect((await send(served, { path: '/stream' })).body).toBe('firstlast');
  await counted({ 'GET /stream 200': 1 });
  const samples = parseExposition(await metrics.registry.metrics())[0]?.samples ?? [];
  const bucket = (le: string) => samples.find(({ labels }) => labels.le === le)?.value;
  expect([bucket('0.05'), bucket('20.0')]).toEqual([0, 1]);
  const sum = samples.find(({ name }) => name.endsWith('_sum'))?.value ?? 0;
  expect(sum).toBeGreaterThanOrEqual(0.079);
  expect(sum).toBeLessThan(10);
});

test('each request of a kept connection counts, also when they are sent at once', async () => {
  app.get('/a', (_request, response) => void response.send('a'));
  app.get('/b', (_request, response) => void setTimeout(() => response.send('b'), 20));
  const last = get('/a').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
  await sendRaw(served, get('/b') + get('/a') + last);
  await counted({ 'GET /a 200': 2, 'GET /b 200': 1 });
});

test('nothing is written on request or response', async () => {
  const seen: (readonly PropertyKey[])[] = [];
  const plain = express();
  const own = (value: object) => Reflect.ownKeys(value);
  plain.use((request, response, next) => {
    const before = [...own(request), ...own(response)];
    metrics.middleware(request, response, () => {
      seen.push([...own(request), ...own(response)].filter((key) => !before.includes(key)));
      next();
    });
  });
  plain.get('/', (_request, response) => void response.send('ok'));
  const other = await serve(plain);
  await send(other, { path: '/' });
  await other.close();
  expect(seen).toEqual([[]]);
});
