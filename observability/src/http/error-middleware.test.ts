import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { createHttpMetrics } from './http-metrics';

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
  const text = await metrics.registry.metrics();
  const counted = [...text.matchAll(/^django_http_exceptions_total_by_type_total\{type="(\w+)"\} 1$/gm)];
  expect(counted.map(([, type]) => type)).toEqual(types);
});
