import type { Rule, RuleGroup } from '@express-slo-stack/observability/slo';

const nameOf = (rule: Rule) => ('record' in rule ? rule.record : rule.alert);

/** Groups with only the rules whose names pass. promtool cannot evaluate ranges of more than 10 000 samples. */
export const only = (groups: readonly RuleGroup[], keep: (name: string) => boolean): RuleGroup[] =>
  groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => keep(nameOf(rule))) }));

/** The names of everything that groups record. */
export const recordsOf = (groups: readonly RuleGroup[]): string[] =>
  groups.flatMap(({ rules }) => rules).flatMap((rule) => ('record' in rule ? rule.record : []));

/** Everything but what is read over the SLO's whole window. */
export const withoutBudget = (groups: readonly RuleGroup[]): RuleGroup[] =>
  groups.filter(({ name }) => !name.endsWith('-budget'));

/** When a firing alert was first seen within a range, as a time; no value where it never fired. */
export const firstFiring = (matchers: string, rangeSeconds: number): string =>
  `min(min_over_time(timestamp(ALERTS{alertstate="firing", ${matchers}})[${rangeSeconds}s:30s]))`;
