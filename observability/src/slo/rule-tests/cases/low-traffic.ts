import { recordNames } from '../../rules/identity';
import { fires, firstGroup, near, testCase, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';

const hour = 3_600;

/** Ten requests an hour, one of which fails: a burn rate of hundreds, and yet nothing that anybody should see to. */
export function oneFailure(context: TestContext): PromtoolTest {
  const { compiled, options } = context;
  const rest = 360 - options.scrapeSeconds;
  const request = (errors: number) => [
    { seconds: rest, rate: 0 },
    { seconds: options.scrapeSeconds, rate: 1 / options.scrapeSeconds, errors },
  ];
  const failsAt = 30;
  const stretches = Array.from({ length: 60 }, (_, index) => request(index === failsAt ? 1 : 0)).flat();
  const failed = (failsAt + 1) * 360;
  const longest = compiled.plan.pairs[0]?.longSeconds ?? hour;
  return testCase(context, 'one failure at low traffic', stretches, [
    ...[60, 300, 1_800, 7_200].map((after) => fires(context, 'SLOBurn', [], failed + after)),
    // The failure is seen: only its weight keeps it from paging.
    near(`${firstGroup(context, recordNames.ratio(longest))} > bool 0.01`, failed + 60, 1, 0.1),
    fires(context, 'SLOBudgetSpent', [], failed + 7_200),
  ]);
}
