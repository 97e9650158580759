import { ratioLabels, recordNames } from '../../rules/identity';
import { holds, testCase, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';

/** Errors of one group are that group's alone: the other has its own ratio, which is 0, not absent. */
export function groupWithoutErrors(context: TestContext): PromtoolTest {
  const { slo, plan } = context.compiled;
  const window = plan.windows[0] ?? 300;
  const labels = ratioLabels(slo, context.options, window);
  const check = holds(context, recordNames.ratio(window), 1_800, [0.5, 0], labels);
  return testCase(context, 'one group without errors', [{ seconds: 1_800, errors: 0.5 }], [check]);
}
