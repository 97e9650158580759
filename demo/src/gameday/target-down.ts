import { nextTick, type PrometheusClocks } from './clocks';
import { stackPipeline } from './pipeline';

/** `for` of the alert TargetDown in prometheus/rules/targets.yml. */
export const TARGET_DOWN_FOR_SECONDS = 60;

/** When TargetDown is delivered, if the target stops answering at `from`, in milliseconds since the epoch. */
export function targetDownAt(clocks: PrometheusClocks, from: number): number {
  return seenByTargetRules(clocks, from) + (TARGET_DOWN_FOR_SECONDS + stackPipeline.groupWaitSeconds) * 1000;
}

/**
 * When the rules about targets first see what changed at `from`: at the first evaluation after the first scrape. NaN where
 * Prometheus has no such rules, or no such target.
 */
export function seenByTargetRules({ scrape, evaluations }: PrometheusClocks, from: number): number {
  const evaluation = evaluations.get('targets');
  return evaluation === undefined ? NaN : nextTick(evaluation, nextTick(scrape, from));
}
