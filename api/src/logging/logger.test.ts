import { Writable } from 'node:stream';
import express from 'express';
import supertest from 'supertest';
import { createLogger } from './logger';
import { createRequestLogger } from './request-logger';
import { traceIdOf } from './trace-context';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const secret = 'c0ffee00c0ffee00c0ffee00c0ffee00';

function capture() {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, logger: createLogger({ LOG_LEVEL: 'debug' }, destination) };
}

const only = (lines: readonly string[]) => {
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
};

function server(logger: ReturnType<typeof capture>['logger']) {
  const app = express();
  app.use(createRequestLogger(logger));
  app.get('/fails', (_request, response) => {
    response.err = new Error('the cause');
    response.status(500).end();
  });
  app.use((_request, response) => void response.end('ok'));
  return supertest(app);
}

test('a request is one entry with its trace id, path, status and time', async () => {
  const { lines, logger } = capture();
  await server(logger).get('/api/1/envelope/').set('traceparent', `00-${traceId}-00f067aa0ba902b7-01`);
  expect(only(lines)).toMatchObject({
    level: 'info',
    service: 'gt-api',
    trace_id: traceId,
    method: 'GET',
    path: '/api/1/envelope/',
    status: 200,
    duration_ms: expect.any(Number) as number,
  });
});

test('no header, query or cookie of a request reaches the log', async () => {
  const { lines, logger } = capture();
  await server(logger)
    .get(`/api/1/envelope/?sentry_key=${secret}`)
    .set('Authorization', `Bearer ${secret}`)
    .set('X-Sentry-Auth', `Sentry sentry_key=${secret}`)
    .set('Cookie', `session=${secret}`)
    .set('Referer', `https://example.org/?token=${secret}`);
  expect(lines).toHaveLength(1);
  expect(lines.join('')).not.toContain(secret);
});

test('secrets in logged objects are redacted', () => {
  const { lines, logger } = capture();
  logger.info({
    authorization: secret,
    headers: { authorization: secret, cookie: secret },
    req: { headers: { authorization: secret, 'x-sentry-auth': secret } },
    key: { sentry_key: secret, dsn: secret },
    token: secret,
  });
  expect(lines.join('')).not.toContain(secret);
  expect(lines.join('')).toContain('[redacted]');
});

test('a failed request is an error with its cause', async () => {
  const { lines, logger } = capture();
  await server(logger).get('/fails');
  expect(only(lines)).toMatchObject({ level: 'error', status: 500, err: { message: 'the cause' } });
});

test('probes and scrapes are only logged at debug', async () => {
  const { lines, logger } = capture();
  await server(logger).get('/_health/');
  await server(logger).get('/api/0/observability');
  expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(['debug', 'debug']);
});

test.each([
  [`00-${traceId}-00f067aa0ba902b7-01`, traceId],
  [`cc-${traceId}-00f067aa0ba902b7-01-what-the-future-will-be-like`, traceId],
  [`ff-${traceId}-00f067aa0ba902b7-01`, undefined],
  [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
  [`00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`, undefined],
  [`00-${traceId}-00f067aa0ba902b7-01garbage`, undefined],
  ['garbage', undefined],
  [undefined, undefined],
])('traceparent %p', (header, expected) => {
  expect(traceIdOf(header)).toBe(expected);
});
