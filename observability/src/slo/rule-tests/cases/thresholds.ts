import type { PlannedPair } from '../../windows/plan';
import { evaluationAfter, fires, testCase, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { burnRule } from '../rules';

const margin = 0.02;

/** At an error ratio that has always been the same, a pair fires exactly when it is above the pair's threshold. */
export function threshold(context: TestContext, pair: PlannedPair): PromtoolTest[] {
  const at = evaluationAfter(context, 600 + (pair.forSeconds ?? 0));
  const rule = burnRule(context.compiled, pair);
  const level = pair.threshold;
  const check = (side: string, factor: number, firing: boolean) =>
    testCase(
      context,
      `${margin * 100} % ${side} the threshold of ${pair.name}`,
      [{ seconds: at, errors: level.times(factor) }],
      [fires(context, rule.alert, firing ? [rule] : [], at, rule.labels)],
    );
  return [check('above', 1 + margin, true), check('below', 1 - margin, false)];
}
