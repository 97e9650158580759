import { Duplex } from 'node:stream';
import express from 'express';
import { parseExposition } from '../http/exposition.test.support';
import { createHttpMetrics } from '../http/http-metrics';
import { eventually, send, serve, type Served } from '../http/server.test.support';
import { metricsEndpoint } from './metrics-endpoint';

const ROUTES = Array.from({ length: 100 }, (_none, index) => `/things/${index}`);
const SCRAPE = 'GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n';

let served: Served;

beforeEach(async () => {
  const { middleware, registry } = createHttpMetrics({
    preset: ROUTES.map((route) => ({ method: 'GET', route, status: 200 })),
  });
  const app = express().use(middleware);
  for (const route of ROUTES) app.get(route, (_request, response) => void response.send('ok'));
  app.use('/metrics', metricsEndpoint({ registry, verify: () => ({ scopes: ['metrics:read'] }) }));
  served = await serve(app);
});
afterEach(() => served.close());

const requestAll = () => Promise.all(ROUTES.map((path) => send(served, { path })));
const scrape = async () =>
  (await send(served, { path: '/metrics', headers: { authorization: 'Bearer x' } })).body;

/** How often each route was requested, as the exposition says. */
function countsIn(body: string): readonly number[] {
  const samples = parseExposition(body).flatMap((family) => family.samples);
  return samples
    .filter(({ name }) => name === 'http_server_request_duration_seconds_count')
    .filter(({ labels }) => labels.http_route?.startsWith('/things') === true)
    .map(({ value }) => value);
}

/** A connection that keeps what is written, as it is, and takes no more until it is told to. */
function stalledConnection() {
  const kept: Buffer[] = [];
  const waiting: (() => void)[] = [];
  let takes = false;
  const socket = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, written) {
      kept.push(chunk);
      if (takes) written();
      else waiting.push(written);
    },
  });
  return {
    socket,
    kept: () => kept.length,
    async rest() {
      takes = true;
      waiting.forEach((written) => written());
      await new Promise((resolve) => socket.once('finish', resolve));
      return withoutFraming(Buffer.concat(kept).toString('latin1'));
    },
  };
}

function withoutFraming(answer: string): string {
  let rest = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  let body = '';
  for (;;) {
    const [size = '0'] = rest.split('\r\n', 1);
    const from = size.length + 2;
    const length = parseInt(size, 16);
    if (!(length > 0)) return body;
    body += rest.slice(from, from + length);
    rest = rest.slice(from + length + 2);
  }
}

const all = (count: number) => ROUTES.map(() => count);

test('what a client is still to read stays what it was when it was written', async () => {
  await requestAll();
  await eventually(async () => expect(countsIn(await scrape())).toEqual(all(1)));
  const stalled = stalledConnection();
  served.server.emit('connection', stalled.socket);
  stalled.socket.push(SCRAPE);
  await eventually(() => Promise.resolve(expect(stalled.kept()).toBeGreaterThan(0)));

  await requestAll();
  await eventually(async () => expect(countsIn(await scrape())).toEqual(all(2)));
  const counts = countsIn(await stalled.rest());
  // Pages that were not written yet when it stalled are newer: each is as it was at one moment.
  expect(counts[0]).toBe(1);
  expect(counts).toHaveLength(ROUTES.length);
  expect(counts.filter((count) => count !== 1 && count !== 2)).toEqual([]);
}, 30_000);
