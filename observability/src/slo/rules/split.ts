import { mostRulesPerGroup, type Rule, type RuleGroup } from './rule';

/**
 * A group as groups of at most twenty rules, the limit of Mimir. Prometheus evaluates groups independently of each other, so
 * where one is split, records come first and alerts stand in groups of their own.
 */
export function splitGroup({ name, interval, rules }: RuleGroup): readonly RuleGroup[] {
  if (rules.length <= mostRulesPerGroup) return [{ name, interval, rules }];
  const records = rules.filter((rule) => 'record' in rule);
  const alerts = rules.filter((rule) => 'alert' in rule);
  const groups = (rest: readonly Rule[], title: string) =>
    chunks(rest).map((part, index) => ({
      name: index === 0 ? title : `${title}-${index + 1}`,
      interval,
      rules: part,
    }));
  return [...groups(records, name), ...groups(alerts, `${name}-alerts`)];
}

const chunks = (rules: readonly Rule[]): (readonly Rule[])[] =>
  Array.from({ length: Math.ceil(rules.length / mostRulesPerGroup) }, (_, index) =>
    rules.slice(index * mostRulesPerGroup, (index + 1) * mostRulesPerGroup),
  );

/**
 * How many evaluations later than within one group a burn alert sees the base records: one for each group between, from
 * the base records to the error ratios, and from those to the alert.
 */
export function evaluationsLate(
  groups: readonly RuleGroup[],
  burn: string,
  ratios: readonly string[],
): number {
  const indexOf = (isWanted: (rule: Rule) => boolean) =>
    groups.findIndex(({ rules }) => rules.some(isWanted));
  const alert = indexOf((rule) => 'alert' in rule && rule.labels['burn'] === burn);
  const late = ratios.map((name) => {
    const ratio = indexOf((rule) => 'record' in rule && rule.record === name);
    return (ratio > 0 ? 1 : 0) + (alert > ratio ? 1 : 0);
  });
  return Math.max(0, ...late);
}
