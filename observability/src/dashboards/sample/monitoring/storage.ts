import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, increase } from './queries';

/** Prometheus's time series database. */
export const storage: Row = {
  title: 'Storage',
  panels: [
    seriesPanel({
      title: 'Series in memory',
      description: 'Each costs memory. A jump that does not come back: a label with values without end.',
      unit: 'short',
      width: 6,
      min: 0,
      queries: [{ expr: `sum(${gauge('prometheus_tsdb_head_series')})`, legend: 'series' }],
    }),
    seriesPanel({
      title: 'Disk',
      description:
        'Blocks, and the limit of retention by size. The log of the last hours comes on top; Prometheus 2.42 does not expose its size.',
      unit: 'bytes',
      width: 6,
      min: 0,
      queries: [
        { expr: `sum(${gauge('prometheus_tsdb_storage_blocks_bytes')})`, legend: 'blocks' },
        // Without a limit it is 0, which none is.
        { expr: `sum(${gauge('prometheus_tsdb_retention_limit_bytes')}) > 0`, legend: 'limit' },
      ],
      limits: ['limit'],
    }),
    seriesPanel({
      title: 'Faults of the storage',
      description:
        'Failed compactions and reloads, a damaged log. All should be none; the disk is the usual suspect.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        ['compactions_failed_total', 'failed compactions'],
        ['reloads_failures_total', 'failed reloads'],
        ['wal_corruptions_total', 'damaged log'],
        ['head_truncations_failed_total', 'failed truncations'],
      ].map(([name, legend]) => ({
        expr: `sum(${increase(`prometheus_tsdb_${name}`)})`,
        legend: legend ?? '',
      })),
    }),
    seriesPanel({
      title: 'Queries took',
      description: 'p99 of evaluating rules and dashboards, without waiting in the queue.',
      unit: 's',
      width: 6,
      min: 0,
      queries: [
        {
          expr: `max by (slice) (${gauge('prometheus_engine_query_duration_seconds', 'quantile="0.99"')}) >= 0`,
          legend: '{{slice}}',
        },
      ],
    }),
  ],
};
