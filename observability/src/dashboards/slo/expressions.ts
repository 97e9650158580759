import type { Severity } from '../../slo';
import type { DashboardOptions } from '../options';
import type { Names } from './selectors';

const tenYears = 315_360_000;

/** The longest time to exhaustion that is a number; beyond it a budget lasts. */
export const lasts = tenYears;

/** An SLO's records, by what they mean. Each may have several series where the SLO is grouped. */
export const records = ({ chosen, identity }: Names) => ({
  objective: `slo:objective:ratio{${chosen}}`,
  budget: `slo:error_budget:ratio{${chosen}}`,
  left: `slo:period_error_budget_remaining:ratio{${chosen}}`,
  burn: `slo:current_burn_rate:ratio{${chosen}}`,
  /** The SLI over the SLO's own window, whatever its length. */
  sli:
    `1 - slo:period_burn_rate:ratio{${chosen}}\n` +
    `* on (${identity}) group_left () slo:error_budget:ratio{${chosen}}`,
});

/** Seconds until the budget is spent, at a pace given as an error ratio: 0 when it is, also with no traffic; `lasts` when nothing burns. */
export const exhaustion = ({ chosen, identity }: Names, ratio: string): string =>
  `0 * (slo:period_error_budget_remaining:ratio{${chosen}} <= 0)\nor\n` +
  `clamp(\n` +
  `  slo:period_error_budget_remaining:ratio{${chosen}}\n` +
  `  * on (${identity}) group_left ()\n` +
  `  (slo:error_budget:ratio{${chosen}} * slo:time_period:days{${chosen}} * 86400)\n` +
  `  / ${ratio},\n` +
  `  0, ${lasts}\n)`;

/** How many alerts of a severity fire, for each SLO: 0 where none does. */
export const firing = (names: Names, options: DashboardOptions, severity: Severity): string =>
  `count by (${names.identity}) (${alerts(names, options, severity)})\n` +
  `or\n0 * max by (${names.identity}) (slo:objective:ratio{${names.chosen}})`;

/** 2 while a page fires, 1 while a ticket does, else 0; for each SLO. */
export const alertState = (names: Names, options: DashboardOptions): string =>
  (['page', 'ticket'] as const)
    .map(
      (severity, index) =>
        `${2 - index} * group by (${names.identity}) (${alerts(names, options, severity)})`,
    )
    .concat(`0 * max by (${names.identity}) (slo:objective:ratio{${names.chosen}})`)
    .join('\nor\n');

const alerts = ({ chosen, severity: label }: Names, { severities }: DashboardOptions, severity: Severity) =>
  `ALERTS{alertstate="firing", ${label}="${severities[severity]}", ${chosen}}`;
