import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { scale } from '../../builder/thresholds';
import { byGroup, gauge, increase } from './queries';

const legend = '{{group}}';

/** Whether records and alerts are computed in time. */
export const ruleEvaluation: Row = {
  title: 'Rule evaluation',
  panels: [
    seriesPanel({
      title: 'Rule groups: share of their interval',
      description:
        'How much of its interval each group takes. At 100 % it skips evaluations, and records have gaps.',
      unit: 'percentunit',
      width: 8,
      height: 10,
      min: 0,
      queries: [
        {
          expr:
            `${byGroup(gauge('prometheus_rule_group_last_duration_seconds'))}\n/\n` +
            byGroup(gauge('prometheus_rule_group_interval_seconds')),
          legend,
        },
      ],
      colours: scale('green', [0.5, 'orange'], [1, 'red']),
      showSteps: true,
    }),
    seriesPanel({
      title: 'Failed and missed evaluations',
      description: 'Rules that failed, and rounds that were skipped. Both should be none.',
      unit: 'none',
      width: 8,
      height: 10,
      min: 0,
      queries: [
        { expr: `sum(${increase('prometheus_rule_evaluation_failures_total')})`, legend: 'failed' },
        { expr: `sum(${increase('prometheus_rule_group_iterations_missed_total')})`, legend: 'missed' },
      ],
    }),
    seriesPanel({
      title: 'Samples by rule group',
      description: 'What the last evaluation of each group made. Fewer than before: a source is gone.',
      unit: 'none',
      width: 8,
      height: 10,
      min: 0,
      queries: [{ expr: byGroup(gauge('prometheus_rule_group_last_evaluation_samples')), legend }],
    }),
  ],
};
