import type { PlannedSlo } from '../../../slo';
import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { timelinePanel } from '../../builder/timeline';
import type { DashboardOptions } from '../../options';
import { alertStateOverTime, records, serviceAlertStateOverTime } from '../expressions';
import { alertScale, alertWords, budgetScale, burnScale } from '../scales';
import type { Names } from '../selectors';

/** How all SLOs got where they are. */
export const history = (names: Names, options: DashboardOptions, slos: readonly PlannedSlo[]): Row => {
  const { left, burn } = records(names);
  const minStep = '1m';
  const services = new Set(slos.map(({ slo }) => slo.service));
  const legend = `{{${names.service}}} {{${names.slo}}}`;
  return {
    title: 'History',
    panels: [
      seriesPanel({
        title: 'Error budget left',
        description:
          'A step down is an incident, a steady slope is a defect. It rises as old errors leave the window.',
        unit: 'percentunit',
        width: 12,
        height: 10,
        max: 1,
        queries: [{ expr: left, legend }],
        calcs: ['lastNotNull', 'min'],
        colours: budgetScale,
        showSteps: true,
      }),
      seriesPanel({
        title: 'Burn rate',
        description: 'Over the shortest window. At 1 the budget is spent just at the end of the SLO window.',
        unit: 'suffix:×',
        width: 12,
        height: 10,
        min: 0,
        queries: [{ expr: burn, legend }],
        colours: burnScale(slos),
        showSteps: true,
      }),
      timelinePanel({
        title: 'Alerts by SLO and service',
        description:
          'When a page or a ticket fired, for an SLO or for a service as a whole. Muted alerts are among them: Alertmanager decides what is sent.',
        unit: 'none',
        width: 24,
        height: Math.min(16, 4 + slos.length + services.size),
        queries: [
          { expr: alertStateOverTime(names, options), legend, minStep },
          {
            expr: serviceAlertStateOverTime(names, options),
            legend: `{{${names.service}}} as a whole`,
            minStep,
          },
        ],
        colours: alertScale,
        mappings: alertWords,
      }),
    ],
  };
};
