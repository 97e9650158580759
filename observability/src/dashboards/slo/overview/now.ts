import type { PlannedSlo } from '../../../slo';
import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { aboveZero, noneIsGood, scale } from '../../builder/thresholds';
import type { DashboardOptions } from '../../options';
import { firingAround, records } from '../expressions';
import { fastestBurn, leastLeft } from '../numbers';
import type { Names } from '../selectors';

/** All SLOs in six numbers. */
export const now = (names: Names, options: DashboardOptions, slos: readonly PlannedSlo[]): Row => {
  const { objective, left } = records(names);
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
        queries: [{ expr: `sum(min by (${names.identity}) (${left}) <= bool 0)` }],
        colours: noneIsGood,
        links: { 'Runbook: SLOBudgetSpent': `${options.runbooks}/SLOBudgetSpent.md` },
      }),
      statPanel({
        ...stat,
        ...leastLeft(names),
        title: 'Lowest budget left',
        description: 'The least share of its error budget that any SLO has left.',
      }),
      statPanel({
        ...stat,
        ...fastestBurn(names, slos),
        title: 'Fastest burn',
        description:
          'The highest burn rate of any SLO now. At 1 the budget is spent just at the end of its window.',
      }),
      statPanel({
        ...stat,
        title: 'Pages firing',
        description: 'Alerts that fire and call somebody: of these SLOs, and of their services as a whole.',
        queries: [{ expr: firingAround(names, options, 'page') }],
        colours: noneIsGood,
        links: { 'Runbook: SLOBurn': `${options.runbooks}/SLOBurn.md` },
      }),
      statPanel({
        ...stat,
        title: 'Tickets firing',
        description:
          'Alerts that fire and can wait for working hours: of these SLOs, and of their services as a whole.',
        queries: [{ expr: firingAround(names, options, 'ticket') }],
        colours: scale('green', [aboveZero, 'orange']),
      }),
    ],
  };
};
