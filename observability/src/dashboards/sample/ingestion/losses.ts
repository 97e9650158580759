import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { discards, dropped, itemRate } from './queries';

/** What was lost, where and why. */
export const losses: Row = {
  title: 'Losses',
  panels: [
    seriesPanel({
      title: 'Dropped errors by reason',
      description:
        'Errors that nobody will see. "store_unavailable" and "internal" are ours; the others are the sender’s.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: itemRate(`, category=~"error|unknown"${dropped}`, 'reason'), legend: '{{reason}}' }],
    }),
    seriesPanel({
      title: 'Discarded by SDKs, by reason',
      description:
        'From client reports. "network_error" while the API was away, "ratelimit_backoff" after a 429, "sample_rate" on purpose.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: discards('reason'), legend: '{{reason}}' }],
    }),
    seriesPanel({
      title: 'Discarded by SDKs, by category',
      description: 'From client reports: what kinds of events were lost before they were sent.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: discards('category'), legend: '{{category}}' }],
    }),
  ],
};
