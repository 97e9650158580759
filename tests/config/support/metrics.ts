import {
  createHttpMetrics,
  registerBuildInfo,
  registerProcessMetrics,
} from '@express-slo-stack/observability';
import { recordedNames } from './rules';

/** What the API itself counts; its own tests check that it does. */
const ownMetrics = ['gt_ingest_items_total', 'gt_sdk_discarded_events_total'];

/** What Prometheus and Alertmanager expose or make, as far as rules and dashboards may use it. */
const monitoringMetrics = [
  'ALERTS',
  'alertmanager_config_last_reload_successful',
  'alertmanager_notifications_failed_total',
  'prometheus_config_last_reload_successful',
  'prometheus_notifications_dropped_total',
  'prometheus_notifications_errors_total',
  'prometheus_rule_evaluation_failures_total',
  'prometheus_rule_group_iterations_missed_total',
  'scrape_samples_scraped',
  'up',
];

/** The names that may be queried: recorded, exposed by the instrumentation as it runs, or made by the monitoring. */
export async function knownMetrics(): Promise<ReadonlySet<string>> {
  const { registry } = createHttpMetrics();
  registerProcessMetrics(registry);
  registerBuildInfo(registry, { service: 'test', version: '0.0.0' });
  const metrics = await registry.getMetricsAsJSON();
  registry.clear();
  const exposed = metrics.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  return new Set([...recordedNames, ...exposed, ...ownMetrics, ...monitoringMetrics]);
}
