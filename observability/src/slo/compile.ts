import type { Note, Slo } from './model';
import type { CompileOptions } from './options';
import { normalise } from './normalise';
import { ruleGroups } from './rules/groups';
import type { RuleGroup } from './rules/rule';
import { planWindows, type WindowPlan } from './windows/plan';

/** Everything that is written for one SLO, before it is written. */
export interface CompiledSlo {
  /** The SLO as its rules see it. */
  readonly slo: Slo;
  readonly plan: WindowPlan;
  readonly groups: readonly RuleGroup[];
  /** What the compiler changed or left out. */
  readonly notes: readonly Note[];
}

/** Compiles one SLO to its rule groups. The same input gives the same output, whatever dialect it came from. */
export function compileSlo(source: Slo, options: CompileOptions): CompiledSlo {
  const { slo, notes } = normalise(source);
  const plan = planWindows(slo, options);
  return { slo, plan, groups: ruleGroups(slo, plan, options), notes: [...notes, ...plan.notes] };
}

/** The base name of an SLO's files: `slo-gt-api-api-latency`. */
export const fileStem = ({ service, name }: Pick<Slo, 'service' | 'name'>): string =>
  `slo-${service}-${name}`;
