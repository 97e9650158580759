import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import type * as PromClient from 'prom-client';
import type * as Library from './index';
import { parseExposition } from './http/exposition.test.support';
import { send, serve } from './http/server.test.support';

/** Each test begins with no client loaded, as a process does. */
beforeEach(() => jest.resetModules());

const loadClient = (name: string) => jest.requireActual<typeof PromClient>(name);
const loadLibrary = () => jest.requireActual<typeof Library>('./index');
const succeeds = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

const CLIENTS = [
  { name: 'prom-client', from: 16 },
  { name: '@prometheus-io/client', from: 22 },
];
const node = Number(process.versions.node.split('.')[0]);

for (const { name, from } of CLIENTS) {
  const installed = succeeds(() => createRequire(__filename).resolve(name));
  const runs = node >= from && installed;
  if (!runs)
    console.info(`${name} is left out: it needs Node ${from} (this is ${node}), where npm installs it.`);

  (runs ? describe : describe.skip)(`with ${name}`, () => {
    const scrape = async (accept: string) => {
      const { Counter, Histogram, Registry } = loadClient(name);
      const library = loadLibrary();
      const registry = new Registry();
      const registers = [registry];
      const { middleware } = library.createHttpMetrics({ registry, bodySizes: true, django: true });
      library.registerProcessMetrics(registry);
      library.registerBuildInfo(registry, { service: 's', version: '1' });
      new Counter({ name: 'sold_total', help: 'Sold.', labelNames: ['kind'], registers }).inc(
        { kind: 'a' },
        3,
      );
      const weight = new Histogram({
        name: 'weight',
        help: 'W.',
        labelNames: ['kind'],
        buckets: [1],
        registers,
      });
      weight.observe({ kind: 'b' }, 0.5);

      const app = express().use(middleware);
      const verify = (token: string) => (token === 'good' ? { scopes: ['metrics:read'] } : undefined);
      app.use('/metrics', library.metricsEndpoint({ registry, verify }));
      const served = await serve(app);
      await send(served, { path: '/metrics' });
      const headers = { authorization: 'Bearer good', accept };
      const { status, body } = await send(served, { path: '/metrics', headers });
      await served.close();
      registry.clear();
      return { status, body };
    };

    test('all metrics, of the library and of the application, are in one scrape', async () => {
      const { status, body } = await scrape('text/plain');
      expect(status).toBe(200);
      for (const line of [
        'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/metrics",http_response_status_code="401"} 1',
        'django_http_responses_total_by_status_total{status="401"} 1',
        'http_authentication_failures_total{realm="metrics",reason="missing"} 1',
        'metrics_collection_failures_total 0',
        `build_info{service="s",version="1",revision="",nodeversion="${process.version}"} 1`,
        'sold_total{kind="a"} 3',
        'weight_bucket{le="1.0",kind="b"} 1',
        'weight_bucket{le="+Inf",kind="b"} 1',
        'weight_sum{kind="b"} 0.5',
        'weight_count{kind="b"} 1',
      ])
        expect(body).toContain(`${line}\n`);
      const names = parseExposition(body).map((family) => family.name);
      expect(names).toContain('process_cpu_seconds_total');
      expect(names.filter((family) => family.startsWith('nodejs_eventloop_lag_'))).toHaveLength(7);
      expect(new Set(names).size).toBe(names.length);
    });

    test('OpenMetrics names counters as it wants them', async () => {
      const { body } = await scrape('application/openmetrics-text; version=1.0.0');
      expect(body).toContain('# TYPE sold counter\nsold_total{kind="a"} 3\n');
      expect(body.endsWith('# EOF\n')).toBe(true);
    });

    test('without a registry, one of the client that is loaded is made', () => {
      const { Registry } = loadClient(name);
      const { createHttpMetrics } = loadLibrary();
      expect(createHttpMetrics().registry).toBeInstanceOf(Registry);
    });
  });
}

test('both clients at once are refused, and each scrape tells of one that was loaded later', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'two clients '));
  const other = path.join(folder, 'node_modules', '@prometheus-io', 'client');
  await mkdir(other, { recursive: true });
  await writeFile(path.join(other, 'index.js'), 'exports.Registry = class Registry {};');
  try {
    const { Registry } = loadClient('prom-client');
    const { createHttpMetrics, metricsEndpoint, registerProcessMetrics } = loadLibrary();
    const registry = new Registry();
    createHttpMetrics({ registry });
    const told: unknown[] = [];
    const verify = () => ({ scopes: ['metrics:read'] });
    const served = await serve(
      express().use(metricsEndpoint({ registry, verify, onError: (error) => told.push(error) })),
    );
    const failures = async () => {
      const { body } = await send(served, { path: '/', headers: { authorization: 'Bearer good' } });
      return /^metrics_collection_failures_total .*$/m.exec(body)?.[0];
    };
    expect(await failures()).toBe('metrics_collection_failures_total 0');

    jest.requireActual(path.join(other, 'index.js'));

    const refused = expect.objectContaining({
      code: 'OBS_TWO_CLIENTS',
      message: expect.stringContaining('"@prometheus-io/client" and "prom-client"') as string,
    }) as Error;
    expect(() => createHttpMetrics()).toThrow(refused);
    expect(() => createHttpMetrics({ registry: new Registry() })).toThrow(refused);
    expect(() => registerProcessMetrics(registry)).toThrow(refused);
    expect([await failures(), await failures()]).toEqual([
      'metrics_collection_failures_total 1',
      'metrics_collection_failures_total 2',
    ]);
    expect(told).toEqual([refused, refused]);
    await served.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a registry of a copy that a bundler took along is refused, with the way out', () => {
  const { createHttpMetrics } = loadLibrary();
  class Lookalike {
    registerMetric() {}
    getMetricsAsArray = () => [];
    getSingleMetric() {
      return undefined;
    }
    removeSingleMetric() {}
  }
  expect(() => createHttpMetrics({ registry: new Lookalike() })).toThrow(
    expect.objectContaining({
      code: 'OBS_REGISTRY_FOREIGN',
      message: expect.stringMatching(/Lookalike.*bundler.*npm ls prom-client/) as string,
    }) as Error,
  );
});
