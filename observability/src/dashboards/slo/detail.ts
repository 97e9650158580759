import type { PlannedSlo } from '../../slo';
import { recordNames } from '../../slo/rules/identity';
import { alertAnnotation, deployAnnotation, firingAlerts } from '../builder/annotations';
import { dashboard, type Row } from '../builder/dashboard';
import { seriesPanel } from '../builder/series';
import { labelVariable } from '../builder/variables';
import type { DashboardOptions, TogetherOptions } from '../options';
import { uids } from '../uids';
import { burnPanels } from './burn-panels';
import { detailStats } from './detail-stats';
import { records } from './expressions';
import { groupLegend } from './groups';
import { budgetScale } from './scales';
import { oneName, type Names } from './selectors';
import { longestPeriod } from './windows';

/** One SLO: what happened, how fast its budget goes, when its alerts fire. Alerts link to it. */
export function detailDashboard(slos: readonly PlannedSlo[], options: TogetherOptions): string {
  const names = oneName(options, slos);
  return dashboard({
    uid: uids.detail,
    together: options.together,
    description:
      'One SLO: its error budget, its burn rates against the thresholds of its alerts, its events.',
    over: '6h',
    variables: [
      labelVariable({ name: 'service', title: 'Service', label: names.service, of: 'slo:objective:ratio' }),
      labelVariable({
        name: 'slo',
        title: 'SLO',
        label: names.slo,
        of: `slo:objective:ratio{${names.service}="$service"}`,
      }),
    ],
    annotations: [alertAnnotation(firingAlerts(names.chosen), names), deployAnnotation('service="$service"')],
    links: {
      'Runbook: SLOBurn': `${options.runbooks}/SLOBurn.md`,
      'Runbook: SLOBudgetSpent': `${options.runbooks}/SLOBudgetSpent.md`,
      'Runbook: SLONoData': `${options.runbooks}/SLONoData.md`,
    },
    rows: [
      { title: '$slo of $service', panels: detailStats(slos, names, options) },
      budget(slos, names),
      { title: 'Burn rates and the thresholds of the alerts', panels: burnPanels(slos, names, options) },
      events(slos, names, options),
    ],
  });
}

const budget = (slos: readonly PlannedSlo[], names: Names): Row => ({
  title: 'Error budget',
  panels: [
    seriesPanel({
      title: 'Error budget left',
      description:
        'Over the SLO window, whatever the time range is. A step down is an incident, a steady slope is a defect.',
      unit: 'percentunit',
      width: 24,
      height: 9,
      max: 1,
      over: longestPeriod(slos),
      queries: [{ expr: records(names).left, legend: groupLegend(slos, 'budget left') }],
      calcs: ['lastNotNull', 'min'],
      colours: budgetScale,
      showSteps: true,
    }),
  ],
});

const events = (slos: readonly PlannedSlo[], names: Names, options: DashboardOptions): Row => {
  // Over each step as a whole: on a range of days a step leaps over many records, and a short incident lies between two.
  const minStep = '1m';
  const over = (operation: string, record: string) =>
    `sum by (${names.series}) (${operation}(${record}{${names.chosen}}[$__interval]))`;
  const mean = (record: string) => `${over('sum_over_time', record)}\n/\n${over('count_over_time', record)}`;
  const { total, errors } = recordNames;
  return {
    title: 'Events',
    panels: [
      seriesPanel({
        title: 'Events',
        description: 'What the SLO counts, per second: all events, good and bad, on average over each step.',
        unit: 'cps',
        width: 8,
        min: 0,
        queries: [{ expr: mean(total), legend: groupLegend(slos, 'all'), minStep }],
        links: { 'Runbook: SLONoData': `${options.runbooks}/SLONoData.md` },
      }),
      seriesPanel({
        title: 'Bad events',
        description: 'What spends the budget, per second, on average over each step.',
        unit: 'cps',
        width: 8,
        min: 0,
        queries: [{ expr: mean(errors), legend: groupLegend(slos, 'bad'), minStep }],
        named: { '^bad': 'red' },
      }),
      seriesPanel({
        title: 'Share of bad events',
        description: 'Of all events of each step, and what the objective allows on average.',
        unit: 'percentunit',
        width: 8,
        min: 0,
        queries: [
          {
            expr: `${over('sum_over_time', errors)}\n/\n(${over('sum_over_time', total)} > 0)`,
            legend: groupLegend(slos, 'bad'),
            minStep,
          },
          { expr: records(names).budget, legend: 'allowed' },
        ],
        named: { '^bad': 'orange' },
        limits: ['allowed'],
      }),
    ],
  };
};
