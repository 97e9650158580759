import {
  createHttpMetrics,
  registerBuildInfo,
  registerProcessMetrics,
} from '@express-slo-stack/observability';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { startAlertmanagerProgram } from './alertmanager';
import { projectPath } from './project';
import { recordedNames } from './rules';
import { type RunningProgram, startProgram } from './running-program';

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

/** The names that may be queried: recorded, made, or exposed by the instrumentation and by the monitoring as they run. */
export async function knownMetrics(): Promise<ReadonlySet<string>> {
  const exposed = [...(await instrumentationMetrics()), ...(await monitoringMetrics())];
  return new Set([...recordedNames, ...ownMetrics, ...madeMetrics, ...exposed]);
}

async function instrumentationMetrics(): Promise<readonly string[]> {
  const { registry } = createHttpMetrics({ bodySizes: true });
  registerProcessMetrics(registry);
  registerBuildInfo(registry, { service: 'test', version: '0.0.0' });
  const metrics = await registry.getMetricsAsJSON();
  registry.clear();
  return metrics.flatMap(({ name, type }) => seriesNames(name, String(type)));
}

async function monitoringMetrics(): Promise<readonly string[]> {
  const alertmanager = await startAlertmanagerProgram();
  try {
    const prometheus = await startPrometheus(new URL(alertmanager.url).host);
    try {
      return [
        ...(await metricsOf(alertmanager, ['alertmanager_notifications_failed_total'])),
        ...(await metricsOf(prometheus, [
          'prometheus_rule_group_last_evaluation_samples',
          'prometheus_tsdb_head_samples_appended_total',
          'prometheus_notifications_latency_seconds',
        ])),
      ];
    } finally {
      await prometheus.stop();
    }
  } finally {
    await alertmanager.stop();
  }
}

/** With the project's rules, scraping itself each second: some metrics appear with the first sample, alert or group. */
const startPrometheus = (alertmanager: string) =>
  startProgram('prometheus', ({ folder, address }) => {
    const config = path.join(folder, 'prometheus.yml');
    const only = (target: string) => ({ static_configs: [{ targets: [target] }] });
    writeFileSync(
      config,
      stringify({
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: [projectPath('prometheus/rules/*.yml')],
        alerting: { alertmanagers: [only(alertmanager)] },
        scrape_configs: [{ job_name: 'prometheus', ...only(address) }],
      }),
    );
    return [
      `--config.file=${config}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      // The first alert comes before Alertmanager is found: it is sent again at once, not after a minute.
      '--rules.alert.resend-delay=1s',
    ];
  });

/** The names that a program exposes, once those that come last are among them. */
async function metricsOf(program: RunningProgram, last: readonly string[]): Promise<readonly string[]> {
  let names: readonly string[] = [];
  await program.until(async () => {
    const text = await (await fetch(`${program.url}/metrics`)).text();
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    names = types.flatMap(([, metric = '', type = '']) => seriesNames(metric, type));
    return last.every((name) => names.includes(name));
  });
  return names;
}

const seriesNames = (metric: string, type: string): readonly string[] =>
  type === 'histogram' || type === 'summary'
    ? [metric, `${metric}_bucket`, `${metric}_count`, `${metric}_sum`]
    : [metric];
