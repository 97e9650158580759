import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import zlib from 'node:zlib';
import express from 'express';
import { BodyMemory } from '../bounds';
import { jsonBody } from './body';
import { errorHandler } from './error-handler';

const memory = new BodyMemory(1024 * 1024);
let server: Server;
let url: string;
let finish: () => void;

beforeAll(async () => {
  const app = express();
  app.post('/', jsonBody(100_000, memory), (request, response) => void response.json(request.body));
  app.post('/slow', jsonBody(100_000, memory), (_request, response) => {
    finish = () => void response.json({});
  });
  app.use(errorHandler);
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { method: 'POST', body, headers });

it('holds memory while a request is being answered, and no longer', async () => {
  const running = post('/slow', '{}');
  while (memory.used === 0) await new Promise(setImmediate);
  expect(memory.used).toBe(100_000);
  finish();
  await running;
  while (memory.used > 0) await new Promise(setImmediate);
  expect(await (await post('/', '{"a":1}')).json()).toEqual({ a: 1 });
});

it('answers 503 with Retry-After when its share is used up', async () => {
  const holds = Array.from({ length: 7 }, () => memory.open('management'));
  const refused = await post('/', '{}');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  for (const hold of holds) hold.release();
  expect((await post('/', '{}')).status).toBe(200);
});

it.each([
  ['gzip', zlib.gzipSync('{}')],
  ['br', zlib.brotliCompressSync('{}')],
])('takes no %s', async (encoding, body) => {
  expect((await post('/', new Uint8Array(body), { 'content-encoding': encoding })).status).toBe(415);
});
