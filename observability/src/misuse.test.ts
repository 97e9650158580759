import { createServer } from 'node:http';
import express from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { send, serve } from './http/server.test.support';
import * as library from './index';

const { createHttpMetrics, registerBuildInfo, registerProcessMetrics } = library;
const registry = () => new Registry();
const verify = () => undefined;
const build = { service: 'shop', version: '1.0.0' };

/** Each public function that takes options, called as from JavaScript with one that is misspelt; and where it would be. */
const withMisspelt: Readonly<Record<string, readonly [place: string, call: (misspelt: object) => unknown]>> =
  {
    createHttpMetrics: ['createHttpMetrics', (wrong) => createHttpMetrics(wrong)],
    'createHttpMetrics, limits': [
      'createHttpMetrics.limits',
      (wrong) => createHttpMetrics({ limits: wrong }),
    ],
    'createHttpMetrics, django': [
      'createHttpMetrics.django',
      (wrong) => createHttpMetrics({ django: wrong }),
    ],
    metricsEndpoint: [
      'metricsEndpoint',
      (wrong) => library.metricsEndpoint({ registry: registry(), verify, ...wrong }),
    ],
    'metricsEndpoint, throttle': [
      'metricsEndpoint.throttle',
      (wrong) => library.metricsEndpoint({ registry: registry(), verify, throttle: wrong }),
    ],
    bearerAuthentication: [
      'bearerAuthentication',
      (wrong) => library.bearerAuthentication({ verify, ...wrong }),
    ],
    'bearerAuthentication, throttle': [
      'bearerAuthentication.throttle',
      (wrong) => library.bearerAuthentication({ verify, throttle: wrong }),
    ],
    tokensFromFiles: ['tokensFromFiles', (wrong) => library.tokensFromFiles({ files: ['token'], ...wrong })],
    aggregateInPrimary: ['aggregateInPrimary', (wrong) => library.aggregateInPrimary(registry(), wrong)],
    registerBuildInfo: [
      'registerBuildInfo',
      (wrong) => registerBuildInfo(registry(), { ...build, ...wrong }),
    ],
    databaseMetrics: [
      'databaseMetrics',
      (wrong) => library.databaseMetrics(registry(), { vendor: 'postgresql', ...wrong }),
    ],
  };

test.each(Object.entries(withMisspelt))('%s refuses an option that it does not know', (_, [place, call]) => {
  const message = expect.stringContaining(`Option "scopess" in "${place}" does not exist, only`) as string;
  expect(() => call({ scopess: ['orders:read'] })).toThrow(
    expect.objectContaining({ code: 'OBS_OPTION_UNKNOWN', message }) as Error,
  );
});

test('closeGracefully refuses one, too', async () => {
  const wrong = library.closeGracefully(createServer(), { lingerSeconds: 1 } as object);
  await expect(wrong).rejects.toMatchObject({ code: 'OBS_OPTION_UNKNOWN' });
  const late = library.closeGracefully(createServer(), { lingerMs: -1 });
  await expect(late).rejects.toMatchObject({ code: 'OBS_MILLISECONDS_INVALID' });
});

test('every public function that takes options is tried here', () => {
  const withoutOptions = [
    ...[
      'Loan',
      'ObservabilityError',
      'cacheMetrics',
      'databaseErrorType',
      'digestOf',
      'expose',
      'findByDigest',
    ],
    ...['migrationMetrics', 'modelMetrics', 'registerProcessMetrics', 'reportToPrimary'],
  ];
  const tried = [...Object.keys(withMisspelt).map((name) => name.split(',')[0]), 'closeGracefully'];
  const functions = Object.entries(library).filter(([, value]) => typeof value === 'function');
  expect(functions.map(([name]) => name).sort()).toEqual([...new Set([...tried, ...withoutOptions])].sort());
});

describe('what is registered already', () => {
  const refused = (name: string, place: string) =>
    expect.objectContaining({
      code: 'OBS_METRICS_REGISTERED',
      message: expect.stringMatching(`"${name}" already, which "${place}"`) as string,
    }) as Error;

  test('process metrics and build information, twice', () => {
    const twice = registry();
    registerProcessMetrics(twice);
    registerBuildInfo(twice, build);
    const before = twice.getMetricsAsArray().length;
    expect(() => registerProcessMetrics(twice)).toThrow(refused('.+', 'registerProcessMetrics'));
    expect(() => registerBuildInfo(twice, build)).toThrow(refused('build_info', 'registerBuildInfo'));
    expect(twice.getMetricsAsArray()).toHaveLength(before);
  });

  test("process metrics after the application's own collectDefaultMetrics()", () => {
    const own = registry();
    collectDefaultMetrics({ register: own });
    expect(() => registerProcessMetrics(own)).toThrow(refused('process_.+', 'registerProcessMetrics'));
  });
});

test('metrics in the place of their registry', () => {
  const metrics = createHttpMetrics({ registry: registry() });
  expect(() => registerProcessMetrics(metrics as unknown as Registry)).toThrow(
    expect.objectContaining({
      code: 'OBS_REGISTRY_OF_METRICS',
      message: expect.stringContaining('registerProcessMetrics(metrics.registry)') as string,
    }) as Error,
  );
});

describe('the middleware, mounted twice', () => {
  const pause: express.RequestHandler = (_request, _response, next) => void setTimeout(next, 5);

  test.each([
    ['one after the other', (app: express.Express, twice: express.RequestHandler) => app.use(twice, twice)],
    [
      'with something slow between',
      (app: express.Express, twice: express.RequestHandler) => app.use(twice, pause, twice),
    ],
    [
      'three times',
      (app: express.Express, twice: express.RequestHandler) => app.use(twice, pause, twice, pause, twice),
    ],
  ])('%s: each request counts once, and one warning says so', async (_, mount) => {
    const warned: string[] = [];
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation((text) => void warned.push(`${text}`));
    const { middleware, registry: own } = createHttpMetrics({ registry: registry() });
    const app = express();
    mount(app, middleware);
    app.get('/', (_request, response) => void response.send('ok'));
    const served = await serve(app);
    await send(served, { path: '/' });
    await Promise.all(Array.from({ length: 20 }, () => send(served, { path: '/' })));
    await served.close();
    emit.mockRestore();
    const [, count] =
      /^http_server_request_duration_seconds_count\{.*\} (\d+)$/m.exec(await own.metrics()) ?? [];
    expect(count).toBe('21');
    expect(warned).toEqual([expect.stringContaining('mounted twice')]);
  });
});
