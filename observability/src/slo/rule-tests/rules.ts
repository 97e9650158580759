import type { CompiledSlo } from '../compile';
import type { AlertingRule, RecordingRule } from '../rules/rule';
import type { PlannedPair } from '../windows/plan';

const rulesOf = ({ groups }: CompiledSlo) => groups.flatMap(({ rules }) => rules);

/** The SLO's alerting rules of one kind, known by their labels, since a spec may rename burn alerts. */
export const alertsOf = (
  compiled: CompiledSlo,
  kind: 'SLOBurn' | 'SLONoData' | 'SLONotRecorded' | 'SLOBudgetSpent',
): AlertingRule[] =>
  rulesOf(compiled).flatMap((rule) =>
    'alert' in rule && (kind === 'SLOBurn' ? 'burn' in rule.labels : rule.alert === kind) ? [rule] : [],
  );

/** The burn alert of one pair of the plan: they stand in its order. Two pairs may share their windows. */
export function burnRule(compiled: CompiledSlo, pair: PlannedPair): AlertingRule {
  const found = alertsOf(compiled, 'SLOBurn')[compiled.plan.pairs.indexOf(pair)];
  if (!found) throw new Error(`no burn alert for ${pair.name}`);
  return found;
}

/** The recording rule of a name; undefined where the SLO has none. */
export const recordOf = (compiled: CompiledSlo, name: string): RecordingRule | undefined =>
  rulesOf(compiled).find((rule): rule is RecordingRule => 'record' in rule && rule.record === name);
