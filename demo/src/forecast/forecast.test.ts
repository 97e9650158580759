import express from 'express';
import { listen, type Listening } from '../http/listen';
import { SILENCE_ALERT } from '../inbox/silence-page';
import type { WatchdogState } from '../inbox/watchdog';
import { forecastOf, type ForecastSources } from './forecast';

type Alert = Readonly<Record<string, unknown>>;

const errors = { share: 1, scope: 'ingest', status: 503 } as const;
const page = (labels: Readonly<Record<string, string>>): Alert => ({
  labels: { severity: 'page', ...labels },
});
let alerts: readonly Alert[] = [];
let [groups, activeTargets]: [readonly object[], readonly object[]] = [[], []];
let monitoring: Listening;
let away: string;
beforeAll(async () => {
  const app = express();
  app.get('/api/v2/alerts', (_request, response) => void response.json(alerts));
  app.get('/api/v1/query', (_request, response) => void response.json({ data: { result: [] } }));
  app.get('/api/v1/rules', (_request, response) => void response.json({ data: { groups } }));
  app.get('/api/v1/targets', (_request, response) => void response.json({ data: { activeTargets } }));
  monitoring = await listen(app, '127.0.0.1', 0);
  const left = await listen(app, '127.0.0.1', 0);
  await left.stop();
  away = left.url;
});
afterAll(() => monitoring.stop());
beforeEach(() => ([alerts, groups, activeTargets] = [[], [], []]));

const watchdog = (more: Partial<WatchdogState> = {}): WatchdogState => ({
  silent: false,
  lastBeatAt: new Date(Date.now() - 20_000).toISOString(),
  silentForSeconds: 20,
  limitSeconds: 90,
  limitFrom: 'configuration',
  ...more,
});
const sources = (more: Partial<ForecastSources> = {}): ForecastSources => ({
  prometheusUrl: monitoring.url,
  alertmanagerUrl: monitoring.url,
  watchdog: () => watchdog(),
  ...more,
});

describe('a page that cannot come', () => {
  test.each([
    ['Alertmanager is away', { alertmanagerUrl: true }, 'alertmanager-down'],
    ['Prometheus is away', { prometheusUrl: true }, 'prometheus-down'],
    ['both are', { alertmanagerUrl: true, prometheusUrl: true }, 'alertmanager-down'],
  ])('%s', async (_name, gone, because) => {
    const at = sources(Object.fromEntries(Object.keys(gone).map((key) => [key, away])));
    const cannot = { secondsToPage: null, because };
    expect(await forecastOf(at, 'api-down', {})).toEqual(cannot);
    expect(await forecastOf(at, 'errors', errors)).toEqual(cannot);
  });

  test('is not promised again while it is there', async () => {
    alerts = [page({ alertname: 'TargetDown' }), page({ alertname: 'SLOBurn', slo: 'ingest-availability' })];
    const already = { secondsToPage: null, because: 'pages-already' };
    expect(await forecastOf(sources(), 'api-down', {})).toEqual({
      ...already,
      by: { alertname: 'TargetDown' },
    });
    expect(await forecastOf(sources(), 'errors', errors)).toEqual({
      ...already,
      by: { alertname: 'SLOBurn', slo: 'ingest-availability' },
    });
  });

  test('another page that is there changes nothing', async () => {
    alerts = [page({ alertname: 'SLOBurn', slo: 'api-latency' })];
    expect(await forecastOf(sources(), 'api-down', {})).toEqual({
      secondsToPage: 85,
      by: { alertname: 'TargetDown' },
    });
    expect(await forecastOf(sources(), 'errors', errors)).toEqual({ secondsToPage: null });
  });

  test('is not promised of a fault that ends before', async () => {
    const by = { alertname: 'TargetDown' };
    expect(await forecastOf(sources(), 'api-down', { forSeconds: 40 })).toEqual({
      secondsToPage: null,
      because: 'ends-before',
      by,
    });
    // What fires by then is delivered, though the fault is over.
    expect(await forecastOf(sources(), 'api-down', { forSeconds: 70 })).toEqual({ secondsToPage: 85, by });
  });

  test.each(['prometheus-down', 'alertmanager-down'] as const)(
    '%s while the inbox pages already',
    async (fault) => {
      const at = sources({ watchdog: () => watchdog({ silent: true, silentForSeconds: 200 }) });
      const already = { secondsToPage: null, because: 'pages-already', by: { alertname: SILENCE_ALERT } };
      expect(await forecastOf(at, fault, {})).toEqual(already);
    },
  );
});

test('TargetDown is foreseen by the clocks of Prometheus, where it tells them', async () => {
  const ago = (seconds: number): string => new Date(Date.now() - 1000 * seconds).toISOString();
  activeTargets = [{ scrapePool: 'gt-api', lastScrape: ago(20), scrapeInterval: '30s' }];
  groups = [{ name: 'targets', interval: 60, lastEvaluation: ago(10) }];
  // The next scrape comes in 10 s, the evaluation after it in 50 s.
  const { secondsToPage } = (await forecastOf(sources(), 'api-down', {})) ?? {};
  expect(secondsToPage).toBeLessThanOrEqual(50 + 60 + 10);
  expect(secondsToPage).toBeGreaterThan(100 + 10);
});

describe('silence', () => {
  test('without Prometheus nobody repeats the Watchdog where Alertmanager is away, or has none', async () => {
    for (const at of [sources(), sources({ alertmanagerUrl: away })]) {
      const { secondsToPage } = (await forecastOf(at, 'prometheus-down', {})) ?? {};
      expect(secondsToPage).toBeLessThanOrEqual(70);
    }
  });
});
