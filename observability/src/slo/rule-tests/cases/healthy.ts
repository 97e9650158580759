import { errorBudget } from '../../model';
import { ratioLabels, recordNames } from '../../rules/identity';
import { periodDays } from '../../rules/meta';
import { fires, holds, testCase, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';

const hour = 3_600;

/** No errors: every window reads 0, the whole budget is left, nothing fires, and the constants are what the spec says. */
export function healthy(context: TestContext): PromtoolTest {
  const { compiled, options, traffic } = context;
  const { slo, plan } = compiled;
  const each = traffic.groups.map(() => 1);
  const ratio = (window: number) =>
    holds(
      context,
      recordNames.ratio(window),
      hour,
      each.map(() => 0),
      ratioLabels(slo, options, window),
    );
  const constant = (record: string, value: number) => ({
    ...holds({ ...context, traffic: { ...traffic, groups: [{}] } }, record, hour, [value]),
  });
  return testCase(
    context,
    'healthy',
    [{ seconds: hour }],
    [
      ...[...plan.windows, plan.periodSeconds].map(ratio),
      constant('slo:objective:ratio', Number(slo.objective)),
      constant('slo:error_budget:ratio', Number(errorBudget(slo))),
      constant('slo:time_period:days', Number(periodDays(plan.periodSeconds))),
      holds(
        context,
        'slo:current_burn_rate:ratio',
        hour,
        each.map(() => 0),
      ),
      holds(context, 'slo:period_error_budget_remaining:ratio', hour, each),
      ...(['SLOBurn', 'SLONoData', 'SLONotRecorded', 'SLOBudgetSpent'] as const).map((alert) =>
        fires(context, alert, [], hour),
      ),
    ],
  );
}
