/** What a metric family is, by the types of the text format. */
export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary';

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Families whose names do not show what they are, by exporter; `*` stands for any text. The first that fits counts. Names
 * that follow the conventions are not listed: kinds.ts knows those.
 */
export const knownFamilies: readonly (readonly [
  kind: MetricKind | 'untyped',
  families: readonly string[],
])[] = [
  // Prometheus itself, 2.42 to 3.5
  ['gauge', names('up scrape_* ALERTS ALERTS_FOR_STATE')],
  [
    'summary',
    names(`
      prometheus_engine_query_duration_seconds
      prometheus_notifications_latency_seconds
      prometheus_rule_evaluation_duration_seconds
      prometheus_rule_group_duration_seconds
      prometheus_sd_*_duration_seconds prometheus_sd_*_latency_seconds
      prometheus_target_interval_length_seconds
      prometheus_target_sync_length_seconds
      prometheus_tsdb_head_gc_duration_seconds
      prometheus_tsdb_wal_fsync_duration_seconds
      prometheus_tsdb_wal_truncate_duration_seconds`),
  ],
  ['gauge', names('prometheus_tsdb_data_replay_duration_seconds')],
  [
    'histogram',
    names('prometheus_tsdb_compaction_chunk_range_seconds prometheus_tsdb_tombstone_cleanup_seconds'),
  ],
  // Alertmanager and Pushgateway
  [
    'summary',
    names(`
      alertmanager_dispatcher_alert_processing_duration_seconds
      alertmanager_nflog_gc_duration_seconds alertmanager_nflog_snapshot_duration_seconds
      alertmanager_silences_gc_duration_seconds alertmanager_silences_snapshot_duration_seconds
      pushgateway_http_push_duration_seconds pushgateway_http_push_size_bytes`),
  ],
  ['gauge', names('push_time_seconds push_failure_time_seconds')],
  // Runtimes
  ['summary', names('go_gc_duration_seconds jvm_gc_collection_seconds jvm_gc_pause_seconds')],
  [
    'histogram',
    names('go_gc_pauses_seconds go_gc_*_by_size_bytes go_sched_*_seconds nodejs_gc_duration_seconds'),
  ],
  ['gauge', names('go_memstats_* go_gc_* go_goroutines go_threads')],
  ['gauge', names('process_open_* process_max_fds process_*memory*_bytes process_start_time_seconds')],
  [
    'gauge',
    names('nodejs_eventloop_* nodejs_heap_* nodejs_active_* jvm_memory_* jvm_threads_* jvm_buffer_*'),
  ],
  // Exporters of machines, clusters and probes
  ['untyped', names('node_netstat_* node_vmstat_*')],
  [
    'gauge',
    names(`
      node_scrape_collector_* node_memory_* node_filesystem_* node_filefd_* node_load* node_time* node_boot_time_seconds
      node_hwmon_* node_systemd_* node_textfile_* node_sockstat_* node_procs_* node_disk_io_now node_network_up`),
  ],
  ['gauge', names('probe_* kube_* snmp_walk_duration_seconds snmp_scrape_duration_seconds')],
  ['gauge', names('kubelet_node_startup_*duration_seconds aws_* gitlab_ci_pipeline_*')],
  ['summary', names('redis_exporter_scrape_duration_seconds snmp_collection_duration_seconds')],
  ['gauge', names('*_collector_duration_seconds *_scrape_duration_seconds')],
  ['summary', names('certmanager_http_acme_client_request_duration_seconds')],
  ['summary', names('nginx_ingress_controller_ingress_upstream_latency_seconds')],
  // OpenTelemetry's conventions
  ['histogram', names('http_server_request_duration_seconds http_client_request_duration_seconds')],
];
