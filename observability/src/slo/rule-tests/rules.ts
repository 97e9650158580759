import type { CompiledSlo } from '../compile';
import type { AlertingRule } from '../rules/rule';

/** The SLO's alerting rules of one kind, known by their runbook, since a spec may rename burn alerts. */
export const alertsOf = (
  { groups }: CompiledSlo,
  kind: 'SLOBurn' | 'SLONoData' | 'SLOBudgetSpent',
): AlertingRule[] =>
  groups.flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      'alert' in rule && (kind === 'SLOBurn' ? 'burn' in rule.labels : rule.alert === kind) ? [rule] : [],
    ),
  );

/** The burn alert of one pair of windows. */
export function burnRule(compiled: CompiledSlo, pair: string): AlertingRule {
  const found = alertsOf(compiled, 'SLOBurn').find(({ labels }) => labels['burn'] === pair);
  if (!found) throw new Error(`no burn alert for ${pair}`);
  return found;
}
