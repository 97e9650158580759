import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { createLogger } from '../logging/logger';
import { createRequestLogger } from '../logging/request-logger';
import { errorHandler } from './error-handler';

let server: Server;
let lines: string[];
let handled: Promise<void>;
let port: number;
const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);

const streams: RequestHandler = async (_request, response) => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield 'x'.repeat(1000);
    })(),
  );
  await pipeline(endless, response);
};
const failsOnAbort: RequestHandler = (request, response, next) => {
  response.setHeader('x', 'y');
  request.once('aborted', () => next(new Error('the client has gone')));
};
const failsMidway: RequestHandler = (_request, response) => {
  response.write('half');
  throw new Error('our own fault');
};
const failsAtOnce: RequestHandler = () => {
  throw new Error('our own fault');
};

beforeEach(async () => {
  lines = [];
  printed.mockClear();
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = express();
  // Express prints nothing in the environment that Jest sets.
  app.set('env', 'production');
  app.use(createRequestLogger(createLogger({ LOG_LEVEL: 'info' }, destination)));
  app.get('/streams', streams);
  app.post('/fails-on-abort', failsOnAbort);
  app.get('/fails-midway', failsMidway);
  app.get('/fails-at-once', failsAtOnce);
  handled = new Promise((resolve) => {
    const observed: ErrorRequestHandler = (error, request, response, next) => {
      errorHandler(error, request, response, next);
      // Express would print what it is handed a few turns of the event loop later.
      setTimeout(resolve, 50);
    };
    app.use(observed);
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => server.close());
afterAll(() => printed.mockRestore());

const entries = () => lines.map((line) => JSON.parse(line) as { level: string; status: number });

test('a client that hangs up in the middle of its answer is no error, and nothing is printed', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /streams HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  await handled;
  expect(entries()).toMatchObject([{ level: 'info', status: 200 }]);
  expect(printed).not.toHaveBeenCalled();
});

test('a client that hangs up before its answer is no error either', async () => {
  const socket = connect(port, '127.0.0.1');
  const received = once(server, 'request');
  socket.write('POST /fails-on-abort HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
  await received;
  socket.destroy();
  await handled;
  expect(entries().map(({ level }) => level)).toEqual(['info']);
  expect(printed).not.toHaveBeenCalled();
});

test('an answer that fails midway is cut, and logged as an error with its cause', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /fails-midway HTTP/1.1\r\nHost: x\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  await handled;
  expect(answer).not.toContain('\r\n0\r\n');
  expect(entries()).toMatchObject([{ level: 'error', err: { message: 'our own fault' } }]);
  expect(printed).not.toHaveBeenCalled();
});

test('any other error is a 500, logged as an error', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/fails-at-once`);
  expect([response.status, await response.json()]).toEqual([500, { detail: 'Internal server error' }]);
  expect(entries()).toMatchObject([{ level: 'error', status: 500, err: { message: 'our own fault' } }]);
});
