import type { CompiledSlo } from '../../slo';
import { alertAnnotation, deployAnnotation } from '../builder/annotations';
import { dashboard, type Row } from '../builder/dashboard';
import { seriesPanel } from '../builder/series';
import { statPanel } from '../builder/stat';
import { tablePanel } from '../builder/table';
import { noneIsGood, scale } from '../builder/thresholds';
import { timelinePanel } from '../builder/timeline';
import { labelVariable } from '../builder/variables';
import type { DashboardOptions } from '../options';
import { uids } from '../uids';
import { alertState, firing, records } from './expressions';
import { spentIn } from './windows';
import { alertScale, alertWords, budgetScale, burnScale, exhaustionScale, exhaustionWords } from './scales';
import { manyNames, type Names } from './selectors';

/** Every SLO at once: is anything about to be missed, and which? */
export function overviewDashboard(slos: readonly CompiledSlo[], options: DashboardOptions): string {
  const names = manyNames(options);
  return dashboard({
    uid: uids.overview,
    title: 'SLO overview',
    description: 'Every SLO: what is promised, whether it is kept, how much of the error budget is left.',
    over: '24h',
    variables: [
      labelVariable({
        name: 'service',
        title: 'Service',
        label: names.service,
        of: 'slo:objective:ratio',
        all: '.+',
      }),
      labelVariable({
        name: 'slo',
        title: 'SLO',
        label: names.slo,
        of: `slo:objective:ratio{${names.service}=~"$service"}`,
        all: '.+',
      }),
    ],
    annotations: [
      alertAnnotation(names.chosen, `{{alertname}} {{${names.slo}}}`),
      deployAnnotation('service=~"$service"'),
    ],
    links: { Runbooks: options.runbooks },
    rows: [now(names, options, slos), table(names, options, slos), history(names, options, slos)],
  });
}

const now = (names: Names, options: DashboardOptions, slos: readonly CompiledSlo[]): Row => {
  const { objective, left, burn } = records(names);
  const stat = { width: 4, unit: 'none', decimals: 0 };
  return {
    title: 'Now',
    panels: [
      statPanel({
        ...stat,
        title: 'SLOs',
        description: 'How many SLOs are recorded.',
        queries: [{ expr: `count(${objective})` }],
      }),
      statPanel({
        ...stat,
        title: 'Missed',
        description:
          'SLOs whose error budget is spent: their objective is missed. See the error-budget policy.',
        queries: [{ expr: `sum(${left} <= bool 0)` }],
        colours: noneIsGood,
        links: { 'Runbook: SLOBudgetSpent': `${options.runbooks}/SLOBudgetSpent.md` },
      }),
      statPanel({
        ...stat,
        title: 'Lowest budget left',
        description: 'The least share of its error budget that any SLO has left.',
        unit: 'percentunit',
        decimals: 1,
        queries: [{ expr: `min(${left})` }],
        colours: budgetScale,
        graph: true,
      }),
      statPanel({
        ...stat,
        title: 'Fastest burn',
        description:
          'The highest burn rate of any SLO now. At 1 the budget is spent just at the end of its window.',
        unit: 'suffix:×',
        decimals: 2,
        queries: [{ expr: `max(${burn})` }],
        colours: burnScale(slos),
        graph: true,
      }),
      statPanel({
        ...stat,
        title: 'Pages firing',
        description: 'Alerts that fire and call somebody.',
        queries: [{ expr: `sum(\n${firing(names, options, 'page')}\n)` }],
        colours: noneIsGood,
        links: { 'Runbook: SLOBurn': `${options.runbooks}/SLOBurn.md` },
      }),
      statPanel({
        ...stat,
        title: 'Tickets firing',
        description: 'Alerts that fire and can wait for working hours.',
        queries: [{ expr: `sum(\n${firing(names, options, 'ticket')}\n)` }],
        colours: scale('green', [Number.MIN_VALUE, 'orange']),
      }),
    ],
  };
};

const table = (names: Names, options: DashboardOptions, slos: readonly CompiledSlo[]): Row => {
  const { objective, sli, left, burn } = records(names);
  const by = (operation: string, expr: string) => `${operation} by (${names.identity}) (\n${expr}\n)`;
  const detail =
    `/d/${uids.detail}?\${datasource:queryparam}` +
    '&var-service=${__data.fields.Service}&var-slo=${__data.fields.SLO}&${__url_time_range}';
  const link = { title: 'Open this SLO', url: detail };
  return {
    title: 'SLOs',
    panels: [
      tablePanel({
        title: 'SLOs',
        description:
          'Each SLO with its worst group, the least budget first. Click a name for its burn rates and history.',
        unit: 'percentunit',
        width: 24,
        height: Math.min(16, 4 + slos.length),
        labels: [
          { title: 'Service', label: names.service },
          { title: 'SLO', label: names.slo, link },
        ],
        values: [
          { title: 'Objective', unit: 'percentunit', decimals: 3, expr: by('max', objective) },
          { title: 'SLI', unit: 'percentunit', decimals: 3, expr: by('min', sli) },
          {
            title: 'Budget left',
            unit: 'percentunit',
            decimals: 1,
            colours: budgetScale,
            expr: by('min', left),
          },
          {
            title: 'Burn now',
            unit: 'suffix:×',
            decimals: 2,
            colours: burnScale(slos),
            expr: by('max', burn),
          },
          {
            title: 'Spent in',
            unit: 's',
            decimals: 1,
            colours: exhaustionScale,
            mappings: exhaustionWords,
            expr: by('min', spentIn(slos, names, options)),
          },
          {
            title: 'Pages',
            unit: 'none',
            decimals: 0,
            colours: noneIsGood,
            expr: firing(names, options, 'page'),
          },
          {
            title: 'Tickets',
            unit: 'none',
            decimals: 0,
            colours: scale('text', [Number.MIN_VALUE, 'orange']),
            expr: firing(names, options, 'ticket'),
          },
        ],
        sortBy: { title: 'Budget left', ascending: true },
      }),
    ],
  };
};

const history = (names: Names, options: DashboardOptions, slos: readonly CompiledSlo[]): Row => {
  const { left, burn } = records(names);
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
        title: 'Alerts by SLO',
        description:
          'When a page or a ticket fired. Muted alerts are among them: Alertmanager decides what is sent.',
        unit: 'none',
        width: 24,
        height: Math.min(16, 4 + slos.length),
        queries: [{ expr: alertState(names, options), legend }],
        colours: alertScale,
        mappings: alertWords,
      }),
    ],
  };
};
