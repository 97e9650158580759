import { alongGrid, secondsBeforeEnd, type Grid } from './grid';
import { levelAt } from './level';
import type { Series } from './series';
import type { Labels, Targets } from './targets';

const MEBIBYTE = 2 ** 20;
const MINUTE = 60;

/** A saw between 0 and 1, as memory shows it between two collections. */
const saw = (seconds: number, period: number): number => (((seconds % period) + period) % period) / period;

interface Metric {
  readonly name: string;
  readonly labels?: Labels;
  /** The value at a level of traffic (1 is the mean), `seconds` after the series began. */
  readonly at: (level: number, seconds: number) => number;
}

/** What a healthy API shows of itself: numbers of a small Node.js service. */
const apiMetrics: readonly Metric[] = [
  { name: 'up', at: () => 1 },
  { name: 'scrape_duration_seconds', at: (level) => 0.008 + 0.004 * level },
  { name: 'scrape_samples_scraped', at: () => 2900 },
  { name: 'process_cpu_seconds_total', at: (_level, seconds) => 0.06 * seconds },
  { name: 'process_cpu_user_seconds_total', at: (_level, seconds) => 0.05 * seconds },
  { name: 'process_cpu_system_seconds_total', at: (_level, seconds) => 0.01 * seconds },
  { name: 'process_resident_memory_bytes', at: (level) => (120 + 20 * level) * MEBIBYTE },
  { name: 'process_open_fds', at: (level) => Math.round(34 + 8 * level) },
  { name: 'process_max_fds', at: () => 20_000 },
  { name: 'nodejs_heap_size_total_bytes', at: () => 66 * MEBIBYTE },
  {
    name: 'nodejs_heap_size_used_bytes',
    at: (_level, seconds) => (35 + 12 * saw(seconds, 7 * MINUTE)) * MEBIBYTE,
  },
  {
    name: 'nodejs_external_memory_bytes',
    at: (_level, seconds) => (5 + 2 * saw(seconds, 3 * MINUTE)) * MEBIBYTE,
  },
  { name: 'nodejs_eventloop_lag_mean_seconds', at: (level) => 0.0004 * level },
  { name: 'nodejs_eventloop_lag_p50_seconds', at: (level) => 0.0003 * level },
  { name: 'nodejs_eventloop_lag_p90_seconds', at: (level) => 0.001 * level },
  { name: 'nodejs_eventloop_lag_p99_seconds', at: (level) => 0.004 * level },
  {
    name: 'http_server_active_requests',
    labels: { http_request_method: 'GET', url_scheme: 'http' },
    at: () => 1,
  },
  {
    name: 'http_server_active_requests',
    labels: { http_request_method: 'POST', url_scheme: 'http' },
    at: () => 0,
  },
];

/** How long Prometheus took to hand alerts over: after a start it has none to hand over for up to a minute. */
const handingOver = ({ instance = '' }: Labels): Metric => ({
  name: 'prometheus_notifications_latency_seconds',
  labels: { alertmanager: `http://${instance}/api/v2/alerts`, quantile: '0.99' },
  at: () => 0.004,
});

/** The targets as they ran: up, and what the API tells of its process. */
export function runtimeSeries(targets: Targets, scrapes: Grid): Series[] {
  const series = ({ name, labels, at }: Metric, target: Labels): Series => ({
    name,
    labels: { ...target, ...labels },
    grid: scrapes,
    values: () =>
      alongGrid(scrapes, (index) => at(levelAt(secondsBeforeEnd(scrapes, index)), index * scrapes.step)),
  });
  const up: Metric = { name: 'up', at: () => 1 };
  return [
    ...apiMetrics.map((metric) => series(metric, targets['gt-api'])),
    series(up, targets.prometheus),
    series(handingOver(targets.alertmanager), targets.prometheus),
    series(up, targets.alertmanager),
  ];
}
