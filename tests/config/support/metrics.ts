import {
  createHttpMetrics,
  registerBuildInfo,
  registerProcessMetrics,
} from '@express-slo-stack/observability';
import { recordedExpositions, seriesNames } from './expositions';
import { recordedNames } from './rules';

/** What the API and its endpoints count themselves; their own tests check that they do. */
const ownMetrics = [
  'gt_ingest_items_total',
  'gt_retention_deleted_total',
  'gt_retention_last_duration_seconds',
  'gt_retention_last_success_timestamp_seconds',
  'gt_retention_runs_total',
  'gt_sdk_discarded_events_total',
  'http_authentication_failures_total',
  'metrics_collection_failures_total',
];

/** What Prometheus makes for every alert and every scrape, without exposing it. */
const madeMetrics = [
  'ALERTS',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_series_added',
  'up',
];

/**
 * The names that may be queried: recorded, made, exposed by the instrumentation, or by Prometheus and Alertmanager in every
 * release that is promised.
 */
export async function knownMetrics(): Promise<ReadonlySet<string>> {
  const monitoring = ['prometheus', 'alertmanager'] as const;
  return new Set([
    ...recordedNames,
    ...ownMetrics,
    ...madeMetrics,
    ...(await instrumentationMetrics()),
    ...monitoring.flatMap((program) => inEvery(recordedExpositions(program).map(({ names }) => names))),
  ]);
}

const inEvery = ([first = [], ...others]: readonly (readonly string[])[]): readonly string[] =>
  first.filter((name) => others.every((names) => names.includes(name)));

async function instrumentationMetrics(): Promise<readonly string[]> {
  const { registry } = createHttpMetrics({ bodySizes: true });
  registerProcessMetrics(registry);
  registerBuildInfo(registry, { service: 'test', version: '0.0.0' });
  const metrics = await registry.getMetricsAsJSON();
  registry.clear();
  return metrics.flatMap(({ name, type }) => seriesNames(name, String(type)));
}
