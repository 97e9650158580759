import type { Severity } from '../../slo';
import { sent } from '../builder/annotations';
import type { DashboardOptions } from '../options';
import type { Names } from './selectors';

const tenYears = 315_360_000;

/** The longest time to exhaustion that is a number; beyond it a budget lasts. */
export const lasts = tenYears;

/** An SLO's records, by what they mean. Each may have several series where the SLO is grouped. */
export const records = (names: Names) => ({
  objective: ofSlo('slo:objective:ratio', names),
  budget: ofSlo('slo:error_budget:ratio', names),
  left: ofGroups('slo:period_error_budget_remaining:ratio', names),
  burn: ofGroups('slo:current_burn_rate:ratio', names),
  /** The SLI over the SLO's own window, whatever its length. */
  sli:
    `1 - ${ofGroups('slo:period_burn_rate:ratio', names)}\n` +
    `* on (${names.identity}) group_left () ${ofSlo('slo:error_budget:ratio', names)}`,
});

/** The latest value of a record that has no groups. What was recorded under labels of old may lie next to it. */
const ofSlo = (record: string, { chosen, identity }: Names): string =>
  `max by (${identity}) (${record}{${chosen}})`;

/** The latest values of a record, one for each group of an SLO. */
export const ofGroups = (record: string, { chosen, series }: Names): string =>
  `max by (${series}) (${record}{${chosen}})`;

/** Seconds until the budget is spent, at a pace given as an error ratio: 0 when it is, also with no traffic; `lasts` when nothing burns. */
export const exhaustion = (names: Names, ratio: string): string => {
  const { left, budget } = records(names);
  return (
    `0 * (${left} <= 0)\nor\n` +
    `clamp(\n` +
    `  ${left}\n` +
    `  * on (${names.identity}) group_left ()\n` +
    `  (${budget} * ${ofSlo('slo:time_period:days', names)} * 86400)\n` +
    `  / ${ratio},\n` +
    `  0, ${lasts}\n)`
  );
};

/** How many alerts of a severity fire, for each SLO: 0 where none does. */
export const firing = (names: Names, options: DashboardOptions, severity: Severity): string =>
  `count by (${names.identity}) (${alerts(names, options, severity)})\n` +
  `or\n0 * max by (${names.identity}) (slo:objective:ratio{${names.chosen}})`;

/** How many alerts of a severity fire, of the SLOs chosen and of their services as a whole: 0 where none does. */
export const firingAround = (names: Names, options: DashboardOptions, severity: Severity): string =>
  `count(\n  ${alertsAround(names, `${names.severity}="${options.severities[severity]}"`)}\n)\n` +
  `or\n0 * count(slo:objective:ratio{${names.chosen}})`;

/** Alerts that fire, of the SLOs chosen and of their services as a whole: that nothing answers is of no single SLO. */
export const alertsAround = (
  { service, slo, chosen }: Pick<Names, 'service' | 'slo' | 'chosen'>,
  severity = sent,
): string =>
  `ALERTS{alertstate="firing", ${severity}, ${service}=~"$service", ${slo}=~"$slo|"}\n` +
  `  and on (${service}) slo:objective:ratio{${chosen}}`;

/** 2 while a page fires, 1 while a ticket does, else 0; for each SLO. */
export const alertState = (names: Names, options: DashboardOptions): string =>
  worst(names, names.identity, (severity) => alerts(names, options, severity));

/** The same over each step as a whole: on a range of days a step leaps over an alert of minutes. */
export const alertStateOverTime = (names: Names, options: DashboardOptions): string =>
  worst(names, names.identity, (severity) => everIn(alerts(names, options, severity)));

/** The same, for each service of these SLOs: of its alerts that are of no SLO. */
export const serviceAlertStateOverTime = (names: Names, { severities }: DashboardOptions): string =>
  worst(
    names,
    names.service,
    (severity) =>
      everIn(
        `ALERTS{alertstate="firing", ${names.severity}="${severities[severity]}", ${names.service}=~"$service", ${names.slo}=""}`,
      ) + `\n  and on (${names.service}) slo:objective:ratio{${names.chosen}}`,
  );

const everIn = (series: string): string => `last_over_time(${series}[$__interval])`;

const worst = (names: Names, by: string, alertsOf: (severity: Severity) => string): string =>
  (['page', 'ticket'] as const)
    .map((severity, index) => `${2 - index} * group by (${by}) (${alertsOf(severity)})`)
    .concat(`0 * max by (${by}) (slo:objective:ratio{${names.chosen}})`)
    .join('\nor\n');

const alerts = ({ chosen, severity: label }: Names, { severities }: DashboardOptions, severity: Severity) =>
  `ALERTS{alertstate="firing", ${label}="${severities[severity]}", ${chosen}}`;
