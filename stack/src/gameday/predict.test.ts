import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDemoClient, getJson, startDemo, type RunningDemo } from '@express-slo-stack/demo';
import { localUrl } from '../ports';
import type { Stack } from '../stack';
import { predictorFor } from './predict';
import type { Site } from './site';

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
/** What Prometheus and Alertmanager say of themselves: the Watchdog goes on for another four minutes, nearly. */
const answers: Readonly<Record<string, unknown>> = {
  '/api/v1/rules': { data: { groups: [] } },
  '/api/v1/targets': { data: { activeTargets: [] } },
  '/api/v2/alerts': [{ updatedAt: inSeconds(-5), endsAt: inSeconds(235), labels: { alertname: 'Watchdog' } }],
};

let folder: string;
let monitoring: Server;
let monitoringUrl: string;
let demo: RunningDemo;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'predict-'));
  monitoring = createServer((request, response) => {
    response.end(JSON.stringify(answers[request.url?.replace(/\?.*/, '') ?? '']));
  }).listen(0, '127.0.0.1');
  await once(monitoring, 'listening');
  monitoringUrl = localUrl((monitoring.address() as AddressInfo).port);
  await writeFile(path.join(folder, 'monitoring-password'), 'secret');
  demo = await startDemo({
    CONSOLE_PORT: '0',
    PROMETHEUS_URL: monitoringUrl,
    ALERTMANAGER_URL: monitoringUrl,
    DATA_DIR: folder,
    SECRETS_DIR: folder,
    TRAFFIC: 'off',
    LOG_LEVEL: 'silent',
  });
  await fetch(`${demo.url}/api/watchdog`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      version: '4',
      status: 'firing',
      receiver: 'watchdog',
      groupKey: 'g',
      alerts: [{ status: 'firing', labels: { alertname: 'Watchdog' }, annotations: {} }],
    }),
  });
});
afterAll(async () => {
  await demo.stop();
  monitoring.close();
  monitoring.closeAllConnections();
  await rm(folder, { recursive: true });
});

test.each([
  ['prometheus', 200],
  ['alertmanager', 60],
] as const)('console and game day foresee the same silence without %s', async (because, least) => {
  const site: Site = {
    prometheus: monitoringUrl,
    demo: createDemoClient(demo.url),
    stack: { urls: { alertmanager: monitoringUrl } } as Stack,
    stop: () => Promise.resolve(),
  };
  const predictor = await predictorFor({ page: 'silence', because }, site);
  const asked = Date.now();
  const { secondsToPage } = await getJson<{ readonly secondsToPage: number }>(
    `${demo.url}/api/forecast/${because}-down`,
  );
  const answered = Date.now();
  const pageAt = predictor?.pageAt ?? NaN;
  // The console's answer is in whole seconds from some moment while it was asked.
  expect(asked + secondsToPage * 1000 - 500).toBeLessThanOrEqual(pageAt);
  expect(answered + secondsToPage * 1000 + 500).toBeGreaterThanOrEqual(pageAt);
  expect(secondsToPage).toBeGreaterThan(least);
});
