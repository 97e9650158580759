import express, { type ErrorRequestHandler } from 'express';
import { Gauge, Registry } from 'prom-client';
import { send, serve } from '../http/server.test.support';
import { metricsEndpoint } from './metrics-endpoint';

test('a scrape that fails whole goes to the error handlers, is told of and counted', async () => {
  const registry = new Registry();
  const told: unknown[] = [];
  const passed: unknown[] = [];
  const pass: ErrorRequestHandler = (error, _request, _response, _next) => void passed.push(error);
  const verify = () => ({ scopes: ['metrics:read'] });
  const onError = (error: unknown) => told.push(error);
  const served = await serve(express().use(metricsEndpoint({ registry, verify, onError }), pass));
  const scrape = () => send(served, { path: '/', headers: { authorization: 'Bearer x' } });

  const broken = new Error('made to fail');
  const collecting = jest.spyOn(registry, 'getMetricsAsArray').mockImplementation(() => {
    throw broken;
  });
  // Cut off: what had been sent of it must not look complete.
  await expect(scrape()).rejects.toThrow('socket hang up');
  collecting.mockRestore();
  expect([told, passed]).toEqual([[broken], [broken]]);
  expect((await scrape()).body).toMatch(/^metrics_collection_failures_total 1$/m);
  await served.close();
});

const FAILING_LOGS: readonly (readonly [string, () => unknown])[] = [
  [
    'throws',
    () => {
      throw new Error('the log is full');
    },
  ],
  ['rejects', () => Promise.reject(new Error('the log is far away'))],
];

test.each(FAILING_LOGS)(
  'an onError that %s takes nothing but itself from a scrape',
  async (_how, onError) => {
    const registry = new Registry();
    new Gauge({
      name: 'broken',
      help: 'Cannot be collected.',
      registers: [registry],
      collect() {
        throw new Error('made to fail');
      },
    });
    const verify = () => ({ scopes: ['metrics:read'] });
    const served = await serve(express().use(metricsEndpoint({ registry, verify, onError })));
    const { status, body } = await send(served, { path: '/', headers: { authorization: 'Bearer x' } });
    expect(status).toBe(200);
    expect(body).toMatch(/^metrics_collection_failures_total 1$/m);
    await served.close();
  },
);
