import { kindOfName } from './kinds';
import { recordedName } from './recorded';

it.each([
  ['http_requests_total', 'counter', true],
  ['probe_duration_seconds', 'gauge', false],
  ['probe_http_duration_seconds', 'gauge', false],
  ['probe_requests_total', 'counter', true],
  ['scrape_duration_seconds', 'gauge', false],
  ['node_scrape_collector_duration_seconds', 'gauge', false],
  ['windows_exporter_collector_duration_seconds', 'gauge', false],
  ['redis_exporter_last_scrape_duration_seconds', 'gauge', false],
  ['prometheus_rule_group_last_duration_seconds', 'gauge', false],
  ['prometheus_rule_group_duration_seconds', 'summary', false],
  ['prometheus_rule_evaluation_duration_seconds_count', 'summary', true],
  ['prometheus_sd_kubernetes_workqueue_latency_seconds', 'summary', false],
  ['prometheus_http_request_duration_seconds', 'histogram', false],
  ['alertmanager_notification_latency_seconds', 'histogram', false],
  ['go_gc_duration_seconds', 'summary', false],
  ['go_gc_duration_seconds_sum', 'summary', true],
  ['go_app_request_duration_seconds', 'histogram', false],
  ['kube_pod_status_ready', 'gauge', false],
  ['http_request_duration_seconds', 'histogram', false],
  ['http_request_duration_seconds_bucket', 'histogram', true],
  ['request_p99_latency_seconds', 'gauge', false],
  ['http_server_requests_seconds_max', 'gauge', false],
])('%s is a %s', (name, kind, grows) => expect(kindOfName(name)).toMatchObject({ kind, grows }));

it.each(['node_vmstat_pgfault', 'queue_size', 'orders_count'])('%s may be anything', (name) =>
  expect(kindOfName(name)).toBeUndefined(),
);

it.each([
  ['job:err:rate5m', { operation: 'rate', seconds: 300 }],
  ['job:errors:sum_irate1m', { operation: 'rate', seconds: 60 }],
  ['cluster:requests:increase1h', { operation: 'increase', seconds: 3_600 }],
  ['job:requests:rate', { operation: 'rate' }],
  ['job:errors:ratio_rate5m', { operation: 'value' }],
  ['job:latency:p99', { operation: 'value' }],
  ['job:requests_total:sum', {}],
  ['requests_rate5m', undefined],
])('%s was recorded as %j', (name, recorded) => expect(recordedName(name)).toEqual(recorded));
