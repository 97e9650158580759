import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programsOf } from '../../../programs/versions';
import { startPrometheus, type Prometheus } from '../../../scrape/prometheus';
import { eventually } from '../../../stack/support/eventually';
import { projectPath } from '../../support/project';
import { startExposition, type Exposition } from './exposition';
import { fitting, misfits } from './specifications';

jest.setTimeout(240_000);

const program = projectPath('observability/bin/slo.js');
let folder: string;
let exposition: Exposition;
let servers: readonly Prometheus[] = [];

/** With Prometheus's defaults: a scrape a minute, 15 days of samples. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slo-live-'));
  await writeFile(path.join(folder, 'misfits.yaml'), misfits);
  await writeFile(path.join(folder, 'fitting.yaml'), fitting);
  exposition = await startExposition();
  const shop = { job_name: 'shop', static_configs: [{ targets: [exposition.address] }] };
  servers = await Promise.all(
    programsOf('prometheus').map((prometheus) => startPrometheus(prometheus, { scrape_configs: [shop] })),
  );
  for (const { ask } of servers) {
    await eventually(
      async () => {
        const { result } = await ask<{ result: unknown[] }>('query', { query: 'shop_requests_total' });
        expect(result).toHaveLength(2);
      },
      { within: 120 },
    );
  }
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await exposition.stop();
  await rm(folder, { recursive: true });
});

interface Finding {
  readonly id: string;
  readonly message: string;
}

/** The findings of `slo lint --prometheus`, and its exit status. */
const lint = (spec: string, url: string, ...more: readonly string[]) =>
  new Promise<{ status: unknown; live: readonly string[]; errors: string }>((resolve) => {
    const args = [program, 'lint', spec, '--json', '--prometheus', url, ...more];
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
      const found = stdout === '' ? {} : (JSON.parse(stdout) as Record<string, readonly Finding[]>);
      const all = [...(found['problems'] ?? []), ...(found['notes'] ?? [])];
      const live = all
        .filter(({ id }) => id.startsWith('live-'))
        .map(({ id, message }) => `${id}: ${message}`);
      resolve({ status: error ? error.code : 0, live, errors: stderr });
    });
  });

test('each misfit is reported', async () => {
  expect(servers.length).toBeGreaterThan(1);
  for (const { url } of servers) {
    const { status, live } = await lint('misfits.yaml', url, '--scrape-interval', '15s');
    expect(status).toBe(1);
    expect([...new Set(live)].sort()).toEqual([
      'live-bucket: shop_latency_seconds has no bucket 0.25 in this Prometheus, at any target (its buckets: 0.1, 0.5)',
      'live-group: the SLO is grouped by "code", but shop_latency_seconds_count has no such label',
      'live-labels: grouped: only the series of the errors have the labels code, so the SLO cannot be grouped by them',
      'live-no-errors: shop_failures_total has no series in this Prometheus: either nothing of it has been counted yet, or its matchers choose nothing',
      'live-not-asked: not checked, because this server does not say it: the types of shop_failures_total (it has no metadata of them)',
      'live-retention: this Prometheus keeps 15d, but the window of the SLO is 30 days',
      'live-scrape-interval: the job "shop" is scraped every 1m, but the rules are built for 15s',
      'live-series: shop_requests_total{job="store"} has no series in this Prometheus: the metric has 2 series, but none that its matchers choose',
      'live-type: "shop_import_duration_seconds_count" is read as a part of a histogram, but shop_import_duration_seconds is a gauge in this Prometheus',
    ]);
  }
});

test('what fits is fine', async () => {
  for (const { url } of servers) {
    expect(await lint('fitting.yaml', url)).toEqual({ status: 0, live: [], errors: '' });
  }
});

test('a server that does not respond, or is none, is an error with a code', async () => {
  const [{ url } = { url: '' }] = servers;
  expect(await lint('fitting.yaml', 'http://127.0.0.1:1')).toMatchObject({
    status: 2,
    errors: expect.stringContaining('[prometheus-unreachable]') as string,
  });
  expect(await lint('fitting.yaml', `${url}/nowhere`)).toMatchObject({
    status: 2,
    errors: expect.stringContaining('[prometheus-refused]') as string,
  });
});
