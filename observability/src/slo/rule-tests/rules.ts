import type { CompiledSlo } from '../compile';
import type { AlertingRule } from '../rules/rule';
import type { PlannedPair } from '../windows/plan';

/** The SLO's alerting rules of one kind, known by their runbook, since a spec may rename burn alerts. */
export const alertsOf = (
  { groups }: CompiledSlo,
  kind: 'SLOBurn' | 'SLONoData' | 'SLONotRecorded' | 'SLOBudgetSpent',
): AlertingRule[] =>
  groups.flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      'alert' in rule && (kind === 'SLOBurn' ? 'burn' in rule.labels : rule.alert === kind) ? [rule] : [],
    ),
  );

/** The burn alert of one pair of the plan: they stand in its order. Two pairs may share their windows. */
export function burnRule(compiled: CompiledSlo, pair: PlannedPair): AlertingRule {
  const found = alertsOf(compiled, 'SLOBurn')[compiled.plan.pairs.indexOf(pair)];
  if (!found) throw new Error(`no burn alert for ${pair.name}`);
  return found;
}
