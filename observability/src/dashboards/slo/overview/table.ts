import type { PlannedSlo } from '../../../slo';
import type { Row } from '../../builder/dashboard';
import { tablePanel } from '../../builder/table';
import { aboveZero, noneIsGood, scale } from '../../builder/thresholds';
import type { DashboardOptions } from '../../options';
import { uids } from '../../uids';
import { firing, records } from '../expressions';
import { budgetScale, burnScale, exhaustionScale, exhaustionWords } from '../scales';
import { describingLabels, information, type Names } from '../selectors';
import { spentIn } from '../windows';

/** Every SLO in one table. */
export const table = (names: Names, options: DashboardOptions, slos: readonly PlannedSlo[]): Row => {
  const { objective, sli, left, burn } = records(names);
  const by = (operation: string, expr: string) => `${operation} by (${names.identity}) (\n${expr}\n)`;
  const detail =
    `/d/${uids.detail}?\${datasource:queryparam}` +
    '&var-service=${__data.fields.Service}&var-slo=${__data.fields.SLO}&${__url_time_range}';
  const describing = describingLabels(slos);
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
          ...describing.map((label) => ({ title: label, label })),
        ],
        ...(describing.length > 0 && { describedBy: { expr: information(names, options) } }),
        values: [
          { title: 'Objective', unit: 'percentunit', decimals: 3, expr: objective },
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
            colours: scale('text', [aboveZero, 'orange']),
            expr: firing(names, options, 'ticket'),
          },
        ],
        sortBy: { title: 'Budget left', ascending: true },
      }),
    ],
  };
};
