import express from 'express';
import { Counter, Registry } from 'prom-client';
import type { ErrorCode } from '../errors';
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

  test('refuses a second set of the same metrics, and takes no part of it', () => {
    const registry = new Registry();
    new Counter({ name: 'django_http_ajax_requests_total', help: 'Taken.', registers: [registry] });
    const message = expect.stringContaining('"django_http_ajax_requests_total"') as string;
    expect(() => createHttpMetrics({ registry, django: true })).toThrow(
      expect.objectContaining({ code: 'OBS_METRIC_TAKEN', message }) as Error,
    );
    expect(registry.getMetricsAsArray()).toHaveLength(1);
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
  const nameless: unknown = Object.create(null);
  const presets = (value: unknown) => ({ preset: [value] });

  test.each<[ErrorCode, string, unknown]>([
    ['OBS_OPTIONS_INVALID', '', null],
    ['OBS_OPTIONS_INVALID', '', 'metrics'],
    ['OBS_OPTION_UNKNOWN', '', { excemplars: true }],
    ['OBS_OPTION_UNKNOWN', '', { constructor: true }],
    ['OBS_REGISTRY_MISSING', '.registry', { registry: null }],
    ['OBS_LIST_INVALID', '.durationBuckets', { durationBuckets: '1' }],
    ['OBS_BOUND_INVALID', '.durationBuckets', { durationBuckets: [0.1, -1] }],
    ['OBS_BOUND_INVALID', '.extraBounds', { extraBounds: [Number.NaN] }],
    ['OBS_BOUND_INVALID', '.extraBounds', { extraBounds: ['1'] }],
    ['OBS_BOUNDS_EMPTY', '.durationBuckets', { durationBuckets: [] }],
    ['OBS_LIST_INVALID', '.preset', { preset: {} }],
    ['OBS_OPTIONS_INVALID', '.preset[0]', presets(null)],
    ['OBS_STATUS_INVALID', '.preset[0].status', presets({ method: 'GET', route: '/', status: 20 })],
    ['OBS_METHOD_INVALID', '.preset[0].method', presets({ method: 'get', route: '/', status: 200 })],
    ['OBS_METHOD_INVALID', '.preset[0].method', presets({ route: '/', status: 200 })],
    ['OBS_ROUTE_LABEL_INVALID', '.preset[0].route', presets({ method: 'GET', status: 200 })],
    ['OBS_ROUTE_LABEL_INVALID', '.unmatchedRoute', { unmatchedRoute: '' }],
    ['OBS_ROUTE_LABEL_INVALID', '.unmatchedRoute', { unmatchedRoute: nameless }],
    ['OBS_OPTION_UNKNOWN', '.limits', { limits: { route: 5 } }],
    ['OBS_OPTIONS_INVALID', '.limits', { limits: null }],
    ['OBS_LIMIT_INVALID', '.limits.routes', { limits: { routes: 0 } }],
    ['OBS_FLAG_INVALID', '.exemplars', { exemplars: 'no' }],
    ['OBS_LIST_INVALID', '.bodySizes', { bodySizes: null }],
    ['OBS_LIST_INVALID', '.bodySizes', { bodySizes: 5 }],
    ['OBS_BOUNDS_EMPTY', '.bodySizes', { bodySizes: [] }],
    ['OBS_SIZE_BOUND_INVALID', '.bodySizes', { bodySizes: [3] }],
    ['OBS_OPTIONS_INVALID', '.django', { django: 'yes' }],
    ['OBS_OPTIONS_INVALID', '.django', { django: null }],
    ['OBS_OPTION_UNKNOWN', '.django', { django: { view: {} } }],
    ['OBS_OPTIONS_INVALID', '.django.views', { django: { views: ['a'] } }],
    ['OBS_NAME_INVALID', '.django.views[\\"/x\\"]', { django: { views: { '/x': '' } } }],
    ['OBS_NAME_INVALID', '.django.views[\\"/x\\"]', { django: { views: { '/x': 5 } } }],
    ['OBS_BOUNDS_EMPTY', '.django.latencyBuckets', { django: { latencyBuckets: [] } }],
    ['OBS_BOUNDS_EMPTY', '.django.sizeBuckets', { django: { sizeBuckets: [] } }],
  ])('%s in createHttpMetrics%s for %p', (code, place, options) => {
    const message = expect.stringContaining(`in "createHttpMetrics${place}"`) as string;
    expect(() => createHttpMetrics(options as HttpMetricsOptions)).toThrow(
      expect.objectContaining({ name: 'ObservabilityError', code, message }) as Error,
    );
  });

  test.each<[ErrorCode, readonly unknown[]]>([
    ['OBS_APP_INVALID', [undefined, [200]]],
    ['OBS_APP_INVALID', [express.Router(), [200]]],
    ['OBS_LIST_INVALID', [express()]],
    ['OBS_STATUS_INVALID', [express(), ['200']]],
    ['OBS_FUNCTION_INVALID', [express(), [200], '/x']],
  ])('%s for what initialise() is given', (code, values) => {
    const { initialise } = createHttpMetrics() as { initialise: (...given: readonly unknown[]) => void };
    expect(() => initialise(...values)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('that are undefined are left out', () => {
    const left: object = { registry: undefined, django: undefined, limits: { cells: undefined } };
    expect(() => createHttpMetrics(left)).not.toThrow();
  });

  test('say the value, the place and the remedy', () => {
    expect(() => createHttpMetrics({ limits: { cells: 1.5 } })).toThrow(
      'Limit 1.5 in "createHttpMetrics.limits.cells" is not a positive whole number. ' +
        'Give a whole number of at least 1, or leave the option out for the default.',
    );
  });
});
