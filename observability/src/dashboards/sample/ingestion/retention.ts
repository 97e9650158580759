import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { statPanel } from '../../builder/stat';
import { scale, wordFrom } from '../../builder/thresholds';
import { scope } from '../../service/scope';

const day = 86_400;

/** How old events go. */
export const retention: Row = {
  title: 'Retention',
  panels: [
    statPanel({
      title: 'Last success',
      description: 'How long ago retention last did all its work. Older than two days: old events pile up.',
      unit: 's',
      decimals: 0,
      width: 6,
      height: 6,
      queries: [{ expr: `time() - min(gt_retention_last_success_timestamp_seconds{${scope}})` }],
      colours: scale('green', [2 * day, 'red']),
      mappings: [wordFrom(10_000 * day, 'never yet', 'orange')],
    }),
    statPanel({
      title: 'Last run took',
      description: 'The slowest instance.',
      unit: 's',
      width: 6,
      height: 6,
      queries: [{ expr: `max(gt_retention_last_duration_seconds{${scope}})` }],
    }),
    seriesPanel({
      title: 'Runs',
      description: 'Runs of retention, by result.',
      unit: 'none',
      width: 6,
      height: 6,
      min: 0,
      queries: [
        {
          expr: `sum by (result) (increase(gt_retention_runs_total{${scope}}[$__rate_interval]))`,
          legend: '{{result}}',
        },
      ],
      named: { '^failure': 'red', '^success': 'green' },
    }),
    seriesPanel({
      title: 'Deleted',
      description: 'Rows that retention deleted, by kind.',
      unit: 'none',
      width: 6,
      height: 6,
      min: 0,
      queries: [
        {
          expr: `sum by (kind) (increase(gt_retention_deleted_total{${scope}}[$__rate_interval]))`,
          legend: '{{kind}}',
        },
      ],
    }),
  ],
};
