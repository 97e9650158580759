import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type ErrorRequestHandler } from 'express';
import type { Registry } from 'prom-client';
import request from 'supertest';
import { createHttpMetrics } from './http-metrics';
import { moment, sendRaw, serve } from './server.test.support';

class Refused extends Error {
  constructor(readonly status: unknown) {
    super('refused');
  }
}
const refusedAsStatusCode = Object.assign(new Error('refused'), { statusCode: 410 });
const answer: ErrorRequestHandler = (_error, _request, response, _next) => void response.sendStatus(500);

test.each([
  ['an error', new TypeError('made to fail'), ['TypeError']],
  ['an error with status 503', new Refused(503), ['Refused']],
  ['an error with a status that is no number', new Refused('404'), ['Refused']],
  ['no error at all', 'made to fail', ['string']],
  ['an error with status 404', new Refused(404), []],
  ['an error with statusCode 410', refusedAsStatusCode, []],
])('%s: what is counted as an exception', async (_title, thrown, types) => {
  const metrics = createHttpMetrics({ django: true });
  const app = express().use(metrics.middleware);
  app.get('/', (_request, _response, next) => next(thrown));
  app.use(metrics.errorMiddleware, answer);
  await request(app).get('/').expect(500);
  expect(await exceptionsCounted(metrics.registry)).toEqual(types);
});

test.each<[string, (response: express.Response, come: () => void) => Promise<void>, string[]]>([
  [
    'whose client left, no exception of its own is counted',
    (response, come) => pipeline(endlessAfter(come), response),
    [],
  ],
  [
    'that the application itself cut, the error is counted',
    (response) => pipeline(failing(), response),
    ['TypeError'],
  ],
])('of a stream %s', async (_title, answerWith, types) => {
  const metrics = createHttpMetrics({ django: true });
  const app = express().use(metrics.middleware);
  const left = moment();
  const handled = moment();
  app.get('/', (_request, response, next) => void answerWith(response, left.come).catch(next));
  const note: ErrorRequestHandler = (_error, _request, _response, _next) => handled.come();
  app.use(metrics.errorMiddleware, note);
  const served = await serve(app);
  try {
    await sendRaw(served, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', left.came);
    await handled.came;
    expect(await exceptionsCounted(metrics.registry)).toEqual(types);
  } finally {
    await served.close();
  }
});

test('of a request whose client left before its turn, no exception is counted', async () => {
  const metrics = createHttpMetrics({ django: true });
  const app = express().use(metrics.middleware);
  const arrived = moment();
  const handled = moment();
  app.get('/first', () => undefined);
  app.get('/second', (request, _response, next) => {
    request.socket.once('close', () => setTimeout(() => next(new TypeError('made to fail')), 20));
    arrived.come();
  });
  const note: ErrorRequestHandler = (_error, _request, _response, _next) => handled.come();
  app.use(metrics.errorMiddleware, note);
  const served = await serve(app);
  try {
    const head = 'HTTP/1.1\r\nHost: a\r\n\r\n';
    await sendRaw(served, `GET /first ${head}GET /second ${head}`, arrived.came);
    await handled.came;
    expect(await exceptionsCounted(metrics.registry)).toEqual([]);
  } finally {
    await served.close();
  }
});

/** A stream that gives a little, then nothing more. */
function endlessAfter(given: () => void): Readable {
  const stream = new Readable({ read: () => undefined });
  stream.push('some');
  setImmediate(given);
  return stream;
}

function failing(): Readable {
  const stream = new Readable({ read: () => undefined });
  stream.push('some');
  setImmediate(() => stream.destroy(new TypeError('made to fail')));
  return stream;
}

async function exceptionsCounted(registry: Registry): Promise<readonly (string | undefined)[]> {
  const text = await registry.metrics();
  const counted = [...text.matchAll(/^django_http_exceptions_total_by_type_total\{type="(\w+)"\} 1$/gm)];
  return counted.map(([, type]) => type);
}
