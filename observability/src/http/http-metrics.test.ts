import express from 'express';
import { Counter, Registry } from 'prom-client';
import { ObservabilityError } from '../errors';
import { parseExposition, type ParsedSample } from './exposition.test.support';
import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { createHttpMetrics } from './http-metrics';
import type { HttpMetricsOptions } from './options';
import { eventually, requestsCounted, send, serve } from './server.test.support';

const samplesOf = async (registry: Registry, family = 'http_server_request_duration_seconds') =>
  parseExposition(await registry.metrics()).find(({ name }) => name === family)?.samples ?? [];

const series = (samples: readonly ParsedSample[]) =>
  samples
    .filter(({ name }) => name.endsWith('_count'))
    .map(({ labels, value }) => {
      const { http_request_method, http_route, http_response_status_code } = labels;
      return `${http_request_method} ${http_route} ${http_response_status_code} ${value}`;
    });

describe('cardinality', () => {
  test('a thousand hostile requests do not add a series', async () => {
    const metrics = createHttpMetrics();
    const app = express().use(metrics.middleware);
    app.use(
      '/t/:tenant',
      express.Router().all('/x/:id', (_request, response) => void response.end()),
    );
    const server = await serve(app);
    const methods = ['GET', 'PROPFIND', 'PURGE', 'M-SEARCH'];
    const attack = async (rounds: number, marker: string) => {
      for (let round = 0; round < rounds; round++) {
        await Promise.all(
          methods.flatMap((method) => [
            send(server, { method, path: `/${marker}/${round}/${method}?q=${round}` }),
            send(server, { method, path: `/t/${marker}-${round}/x/${round}` }),
          ]),
        );
      }
    };
    await attack(1, 'first');
    const before = await samplesOf(metrics.registry);
    await attack(125, 'more');
    await eventually(async () => {
      const total = Object.values(await requestsCounted(metrics.registry)).reduce(
        (sum, count) => sum + count,
      );
      expect(total).toBe(126 * methods.length * 2);
    });
    const after = await samplesOf(metrics.registry);
    expect(after.map(({ name, labels }) => [name, labels])).toEqual(
      before.map(({ name, labels }) => [name, labels]),
    );
    await server.close();
  });

  test('an application with more routes than the limit shares one overflow route, and says so', async () => {
    const metrics = createHttpMetrics({ limits: { routes: 3 } });
    const app = express().use(metrics.middleware);
    for (let route = 0; route < 10; route++)
      app.get(`/r${route}`, (_request, response) => void response.end());
    const server = await serve(app);
    for (let route = 0; route < 10; route++) await send(server, { path: `/r${route}` });
    await eventually(async () =>
      expect(await requestsCounted(metrics.registry)).toEqual({
        'GET /r0 200': 1,
        'GET /r1 200': 1,
        'GET overflow 200': 8,
      }),
    );
    const [overflowed] = await samplesOf(metrics.registry, 'http_server_overflowed_requests_total');
    expect(overflowed?.value).toBe(8);
    await server.close();
  });

  test('more combinations than the limit share one cell per class of status', async () => {
    const metrics = createHttpMetrics({ limits: { cells: 4 } });
    const app = express().use(metrics.middleware);
    app.all('/s/:status', (request, response) => void response.status(Number(request.params.status)).end());
    const server = await serve(app);
    const statuses = [200, 201, 202, 203, 404, 410, 418, 500, 503, 507];
    for (const status of statuses) await send(server, { path: `/s/${status}` });
    await eventually(async () =>
      expect(await requestsCounted(metrics.registry)).toEqual({
        'GET /s/:status 200': 1,
        'GET /s/:status 201': 1,
        'GET /s/:status 202': 1,
        'GET /s/:status 203': 1,
        '_OTHER overflow 400': 3,
        '_OTHER overflow 500': 3,
      }),
    );
    await server.close();
  });
});

describe('zero from the start', () => {
  test('preset series', async () => {
    const { registry } = createHttpMetrics({ preset: [{ method: 'POST', route: '/x', status: 500 }] });
    expect(series(await samplesOf(registry))).toEqual(['POST /x 500 0']);
  });

  test.each(EXPRESS_VERSIONS.filter(({ name }) => !name.includes('2.2')))(
    'declared routes in $name, chosen and with their own methods',
    async ({ load }) => {
      const lib = load();
      const app = lib();
      const metrics = createHttpMetrics();
      app.use(metrics.middleware);
      app.get('/other', () => undefined);
      const router = lib.Router().get('/:id', () => undefined);
      router.route('/:id/events').post(() => undefined);
      app.use('/things/:thing', router).use('/old', lib().use('/er', router));
      metrics.initialise(app, [200, 503], (route) => route !== '/other');
      expect(series(await samplesOf(metrics.registry))).toEqual([
        'GET /things/:thing/:id 200 0',
        'GET /things/:thing/:id 503 0',
        'GET /old/er/:id 200 0',
        'GET /old/er/:id 503 0',
        'POST /things/:thing/:id/events 200 0',
        'POST /things/:thing/:id/events 503 0',
        'POST /old/er/:id/events 200 0',
        'POST /old/er/:id/events 503 0',
      ]);
    },
  );
});

describe('the registry', () => {
  test("holds an application's own metrics beside the ledger's", async () => {
    const registry = new Registry();
    new Counter({ name: 'own_total', help: 'Own.', registers: [registry] }).inc(3);
    createHttpMetrics({ registry });
    const names = parseExposition(await registry.metrics()).map(({ name }) => name);
    expect(names).toEqual([
      'own_total',
      'http_server_request_duration_seconds',
      'http_server_active_requests',
      'http_server_overflowed_requests_total',
    ]);
  });

  test('refuses a second set of the same metrics', () => {
    const registry = new Registry();
    createHttpMetrics({ registry });
    expect(() => createHttpMetrics({ registry })).toThrow('already been registered');
  });

  test('resets the ledger, keeping the series', async () => {
    const metrics = createHttpMetrics({ durationBuckets: [1] });
    const app = express().use(metrics.middleware);
    const server = await serve(app);
    await send(server, { path: '/' });
    await eventually(async () => expect(await requestsCounted(metrics.registry)).not.toEqual({}));
    metrics.registry.resetMetrics();
    expect((await samplesOf(metrics.registry)).map(({ value }) => value)).toEqual([0, 0, 0, 0]);
    await server.close();
  });

  test('has the bounds of SLOs among the buckets', async () => {
    const { registry } = createHttpMetrics({
      durationBuckets: [0.1, 1],
      extraBounds: [0.3, 1],
      preset: [{ method: 'GET', route: '/', status: 200 }],
    });
    const bounds = (await samplesOf(registry)).flatMap(({ labels }) => labels.le ?? []);
    expect(bounds).toEqual(['0.1', '0.3', '1.0', '+Inf']);
  });
});

describe('wrong options', () => {
  test.each<[string, HttpMetricsOptions]>([
    ['OBS_BOUND_INVALID', { durationBuckets: [0.1, -1] }],
    ['OBS_BOUND_INVALID', { extraBounds: [Number.NaN] }],
    ['OBS_BOUNDS_EMPTY', { durationBuckets: [] }],
    ['OBS_STATUS_INVALID', { preset: [{ method: 'GET', route: '/', status: 20 }] }],
    ['OBS_ROUTE_LABEL_INVALID', { unmatchedRoute: '' }],
    ['OBS_LIMIT_INVALID', { limits: { routes: 0 } }],
  ])('%s for %j', (code, options) => {
    expect(() => createHttpMetrics(options)).toThrow(ObservabilityError);
    expect(() => createHttpMetrics(options)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('say the value, the place and the remedy', () => {
    expect(() => createHttpMetrics({ limits: { cells: 1.5 } })).toThrow(
      'Limit 1.5 in "limits.cells" is not a positive whole number. ' +
        'Give a whole number of at least 1, or leave the option out for the default.',
    );
  });
});
