import type { NextFunction, Request, Response } from 'express';
import { type ParsedFamily, parseExposition } from './exposition.test.support';
import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { createHttpMetrics } from './http-metrics';
import { eventually, moment, requestsCounted, send, sendRaw, type Sent, serve } from './server.test.support';

/** As django-prometheus 2.5 exposes them: name, type, label names, number of buckets with +Inf. */
const FAMILIES: readonly (readonly [string, string, readonly string[], number?])[] = [
  ['django_http_requests_before_middlewares_total', 'counter', []],
  ['django_http_responses_before_middlewares_total', 'counter', []],
  ['django_http_requests_latency_including_middlewares_seconds', 'histogram', [], 17],
  ['django_http_requests_unknown_latency_including_middlewares_total', 'counter', []],
  ['django_http_requests_latency_seconds_by_view_method', 'histogram', ['method', 'view'], 17],
  ['django_http_requests_unknown_latency_total', 'counter', []],
  ['django_http_ajax_requests_total', 'counter', []],
  ['django_http_requests_total_by_method_total', 'counter', ['method']],
  ['django_http_requests_total_by_transport_total', 'counter', ['transport']],
  ['django_http_requests_total_by_view_transport_method_total', 'counter', ['method', 'transport', 'view']],
  ['django_http_requests_body_total_bytes', 'histogram', [], 32],
  ['django_http_responses_total_by_templatename_total', 'counter', ['templatename']],
  ['django_http_responses_total_by_status_total', 'counter', ['status']],
  ['django_http_responses_total_by_status_view_method_total', 'counter', ['method', 'status', 'view']],
  ['django_http_responses_body_total_bytes', 'histogram', [], 32],
  ['django_http_responses_total_by_charset_total', 'counter', ['charset']],
  ['django_http_responses_streaming_total', 'counter', []],
  ['django_http_exceptions_total_by_type_total', 'counter', ['type']],
  ['django_http_exceptions_total_by_view_total', 'counter', ['view']],
];

const LATENCY_BOUNDS =
  '0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 25.0 50.0 75.0 +Inf'.split(' ');
const SIZE_BOUNDS = [
  ...'0.0 1.0 2.0 4.0 8.0 16.0 32.0 64.0 128.0 256.0 512.0 1024.0 2048.0 4096.0 8192.0 16384.0'.split(' '),
  ...'32768.0 65536.0 131072.0 262144.0 524288.0 1.048576e+06 2.097152e+06 4.194304e+06'.split(' '),
  ...'8.388608e+06 1.6777216e+07 3.3554432e+07 6.7108864e+07 1.34217728e+08 2.68435456e+08'.split(' '),
  ...'5.36870912e+08 +Inf'.split(' '),
];

class StockError extends Error {}

/** A template engine with one page. */
class PageView {
  readonly path: string | undefined;
  constructor(name: string) {
    this.path = name === 'page' ? name : undefined;
  }
  render(_options: object, done: (error: null, text: string) => void) {
    done(null, 'page');
  }
}

const MIX: readonly Sent[] = [
  { path: '/users/1' },
  { path: '/users/2', headers: { 'x-requested-with': 'XMLHttpRequest' } },
  { path: '/users/3', headers: { 'X-REQUESTED-WITH': 'xmlhttprequest', 'x-forwarded-proto': 'https' } },
  { method: 'HEAD', path: '/users/4' },
  {
    method: 'POST',
    path: '/api/7/envelope/',
    headers: { 'transfer-encoding': 'chunked' },
    body: 'x'.repeat(1025),
  },
  { method: 'POST', path: '/api/7/envelope/', headers: { 'content-length': '3' }, body: 'abc' },
  { path: '/stock' },
  { path: '/stream' },
  { path: '/page' },
  { path: '/forbidden' },
  { path: '/nowhere' },
  { path: '/nowhere/else' },
  { method: 'PROPFIND', path: '/users/5' },
];

/** `name{labels} value` of every sample that is no bucket and not zero. */
const lines = (families: readonly ParsedFamily[], prefix: string) =>
  families
    .filter(({ name }) => name.startsWith(prefix))
    .flatMap(({ samples }) => samples)
    .filter(({ name, value }) => value !== 0 && !name.endsWith('_bucket') && !name.endsWith('seconds_sum'))
    .filter(({ name }) => !(name.includes('latency') && name.endsWith('_sum')))
    .map(({ name, labels, value }) => `${name}${JSON.stringify(labels)} ${value}`);

describe.each([...EXPRESS_VERSIONS])('the families of django-prometheus in $name', ({ load }) => {
  async function driven() {
    const lib = load();
    const app = lib();
    const metrics = createHttpMetrics({
      django: { views: { '/api/:projectId/envelope/': 'event_envelope' } },
    });
    app.set('trust proxy', 'loopback');
    app.use(metrics.middleware);
    app.set('view', PageView);
    app.all('/users/:id', (_request, response) => void response.type('text/plain').send('user'));
    app.post('/api/:projectId/envelope/', (request, response) => {
      request.resume().on('end', () => response.json({ id: 'x' }));
    });
    const nested = lib.Router().get('/', () => {
      throw new StockError('out of stock');
    });
    app.use('/stock', nested);
    app.get('/stream', (_request, response) => {
      response.write('12345');
      response.end('67890');
    });
    app.get('/page', (_request, response) => {
      response.app.render('page', {}, () => response.render('missing', () => response.render('page')));
    });
    const { come, came } = moment();
    app.get('/slow', () => come());
    app.use('/forbidden', (_request, response) => void response.sendStatus(403));
    app.use(metrics.errorMiddleware, metrics.errorMiddleware);
    app.use((_error: Error, _request: Request, response: Response, _next: NextFunction) => {
      response.sendStatus(500);
    });
    return { metrics, came, served: await serve(app) };
  }

  test('count exactly what was sent', async () => {
    const { metrics, came, served } = await driven();
    let bytes = 0;
    for (const sent of MIX) {
      const { body } = await send(served, sent);
      if (sent.path !== '/stream') bytes += body.length;
    }
    await sendRaw(served, 'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n', came);
    await eventually(async () => {
      const total = Object.values(await requestsCounted(metrics.registry)).reduce(
        (sum, count) => sum + count,
        0,
      );
      expect(total).toBe(MIX.length + 1);
    });
    const families = parseExposition(await metrics.registry.metrics());
    await served.close();

    expect(lines(families, 'django_').sort()).toEqual(
      [
        'django_http_requests_before_middlewares_total{} 14',
        'django_http_responses_before_middlewares_total{} 14',
        'django_http_requests_latency_including_middlewares_seconds_count{} 14',
        'django_http_ajax_requests_total{} 1',
        'django_http_requests_total_by_method_total{"method":"GET"} 10',
        'django_http_requests_total_by_method_total{"method":"HEAD"} 1',
        'django_http_requests_total_by_method_total{"method":"POST"} 2',
        'django_http_requests_total_by_method_total{"method":"<invalid method>"} 1',
        'django_http_requests_total_by_transport_total{"transport":"http"} 13',
        'django_http_requests_total_by_transport_total{"transport":"https"} 1',
        ...[
          '"GET","transport":"http","view":"/users/:id"} 2',
          '"GET","transport":"https","view":"/users/:id"} 1',
          '"HEAD","transport":"http","view":"/users/:id"} 1',
          '"<invalid method>","transport":"http","view":"/users/:id"} 1',
          '"POST","transport":"http","view":"event_envelope"} 2',
          '"GET","transport":"http","view":"/stock"} 1',
          '"GET","transport":"http","view":"/stream"} 1',
          '"GET","transport":"http","view":"/page"} 1',
          '"GET","transport":"http","view":"/slow"} 1',
        ].map((rest) => `django_http_requests_total_by_view_transport_method_total{"method":${rest}`),
        'django_http_requests_body_total_bytes_count{} 14',
        'django_http_requests_body_total_bytes_sum{} 1028',
        'django_http_responses_total_by_templatename_total{"templatename":"page"} 1',
        ...['"200"} 9', '"403"} 1', '"404"} 2', '"499"} 1', '"500"} 1'].map(
          (rest) => `django_http_responses_total_by_status_total{"status":${rest}`,
        ),
        ...[
          '"GET","status":"200","view":"/users/:id"} 3',
          '"HEAD","status":"200","view":"/users/:id"} 1',
          '"<invalid method>","status":"200","view":"/users/:id"} 1',
          '"POST","status":"200","view":"event_envelope"} 2',
          '"GET","status":"500","view":"/stock"} 1',
          '"GET","status":"200","view":"/stream"} 1',
          '"GET","status":"200","view":"/page"} 1',
          '"GET","status":"403","view":"<unnamed view>"} 1',
          '"GET","status":"404","view":"<unnamed view>"} 2',
          '"GET","status":"499","view":"/slow"} 1',
        ].map((rest) => `django_http_responses_total_by_status_view_method_total{"method":${rest}`),
        ...[
          '"GET","view":"/users/:id"} 3',
          '"HEAD","view":"/users/:id"} 1',
          '"<invalid method>","view":"/users/:id"} 1',
          '"POST","view":"event_envelope"} 2',
          '"GET","view":"/stock"} 1',
          '"GET","view":"/stream"} 1',
          '"GET","view":"/page"} 1',
          '"GET","view":"/slow"} 1',
          '"GET","view":"<unnamed view>"} 3',
        ].map((rest) => `django_http_requests_latency_seconds_by_view_method_count{"method":${rest}`),
        'django_http_responses_body_total_bytes_count{} 13',
        `django_http_responses_body_total_bytes_sum{} ${bytes}`,
        'django_http_responses_total_by_charset_total{"charset":"utf-8"} 12',
        'django_http_responses_total_by_charset_total{"charset":"none"} 2',
        'django_http_responses_streaming_total{} 1',
        'django_http_exceptions_total_by_type_total{"type":"StockError"} 1',
        'django_http_exceptions_total_by_view_total{"view":"/stock"} 1',
      ].sort(),
    );
  });

  test('have the nineteen names, types, label names and buckets', async () => {
    const { metrics, served } = await driven();
    for (const sent of MIX) await send(served, sent);
    await eventually(async () => {
      const families = parseExposition(await metrics.registry.metrics());
      const found = families
        .filter(({ name }) => name.startsWith('django_'))
        .map(({ name, type, samples }) => {
          const labels = Object.keys(samples[0]?.labels ?? {}).filter((label) => label !== 'le');
          const bounds = samples.flatMap(({ labels: { le } }) => le ?? []);
          return type === 'histogram' ? [name, type, labels, new Set(bounds).size] : [name, type, labels];
        });
      expect(found).toEqual(FAMILIES);
    });
    const families = parseExposition(await metrics.registry.metrics());
    await served.close();
    const boundsOf = (wanted: string) => [
      ...new Set(
        families.find(({ name }) => name === wanted)?.samples.flatMap(({ labels: { le } }) => le ?? []),
      ),
    ];
    expect(boundsOf('django_http_requests_latency_seconds_by_view_method')).toEqual(LATENCY_BOUNDS);
    expect(boundsOf('django_http_responses_body_total_bytes')).toEqual(SIZE_BOUNDS);
  });
});

test.each([...EXPRESS_VERSIONS])(
  'a view counts once wherever it is rendered: in applications in applications and in routers, in $name',
  async ({ load }) => {
    const lib = load();
    const metrics = createHttpMetrics({ django: true });
    const page = () => {
      const app = lib().set('view', PageView);
      return app.get('/page', (_request, response) => response.render('page'));
    };
    const [outer, middle] = [page().use(metrics.middleware), page()];
    outer.get('/outer', (_request, response) => response.render('page'));
    middle.use('/inner', page()).use('/routed', lib.Router().use('/inner', page()));
    outer.use('/middle', middle).use('/routed', lib.Router().use('/in', page()));
    const served = await serve(outer);
    try {
      const paths = [
        '/outer',
        '/middle/page',
        '/middle/inner/page',
        '/middle/routed/inner/page',
        '/routed/in/page',
      ];
      for (const path of paths) expect((await send(served, { path })).body).toBe('page');
      const families = parseExposition(await metrics.registry.metrics());
      expect(lines(families, 'django_http_responses_total_by_templatename')).toEqual([
        `django_http_responses_total_by_templatename_total{"templatename":"page"} ${paths.length}`,
      ]);
    } finally {
      await served.close();
    }
  },
);

test('labelless counters and histograms are there before the first request', async () => {
  const { registry } = createHttpMetrics({ django: true });
  const families = parseExposition(await registry.metrics()).filter(({ name }) => name.startsWith('django_'));
  const atZero = families.filter(({ samples }) => samples.length > 0).map(({ name }) => name);
  expect(atZero).toEqual(FAMILIES.filter(([, , labels]) => labels.length === 0).map(([name]) => name));
});

test('sizes and latencies can be thinned', async () => {
  const { registry } = createHttpMetrics({ django: { sizeBuckets: [1024, 0], latencyBuckets: [0.5] } });
  const families = parseExposition(await registry.metrics());
  const boundsOf = (wanted: string) =>
    families.find(({ name }) => name === wanted)?.samples.flatMap(({ labels: { le } }) => le ?? []);
  expect(boundsOf('django_http_requests_body_total_bytes')).toEqual(['0.0', '1024.0', '+Inf']);
  expect(boundsOf('django_http_responses_body_total_bytes')).toEqual(['0.0', '1024.0', '+Inf']);
  expect(boundsOf('django_http_requests_latency_including_middlewares_seconds')).toEqual(['0.5', '+Inf']);
});
