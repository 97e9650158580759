import type { CompiledSlo } from '../../compile';
import { longestSeconds } from '../../rules/calendar';
import type { WindowPlan } from '../../windows/plan';
import { stepAfter } from '../context';

/** How many evaluations an SLO's window spans at most. */
const periodSteps = 8;
/** The shortest step: well beyond the five minutes in which a sample is still the latest. */
const shortest = 600;
const minute = 60;

/**
 * The step at which rules over made-up records are evaluated, in seconds. promtool evaluates every rule at every step, so
 * there are few: what one evaluation of a burn alert sees, the next does not see any more.
 */
export const recordedStep = ({ windows, periodSeconds }: WindowPlan): number =>
  stepAfter(Math.max(1.3 * Math.max(...windows), periodSeconds / periodSteps, shortest), minute);

/** The range that the SLO's window is read over: that of a calendar window looks back as far as a period can last. */
export const periodRange = ({ slo, plan }: CompiledSlo): number =>
  slo.window.kind === 'calendar' ? longestSeconds(slo.window) : plan.periodSeconds;

/** An evaluation that has all of an SLO's window behind it, and half as much again. */
export const periodEnd = (compiled: CompiledSlo): number =>
  stepAfter(1.5 * periodRange(compiled), recordedStep(compiled.plan));
