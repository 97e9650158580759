import { predictPair, seenErrors } from '../../explain/predict';
import { baseSeconds, intervalSeconds } from '../../options';
import type { PlannedPair } from '../../windows/plan';
import { evaluationAfter, evaluationBefore, fires, testCase, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { burnRule } from '../rules';

const most = (pair: PlannedPair, times: number) => Math.min(1, times * Number(pair.threshold));

/** Everything fails: the pair fires when the mathematics say. */
export const totalOutage = (context: TestContext, pair: PlannedPair): PromtoolTest =>
  burning(context, pair, `total outage, ${pair.name}`, 1);

/**
 * Eight times the threshold: the pair fires after an eighth of its long window, and stops once its short window is clean
 * again (tickets some time later).
 */
export function slowBurn(context: TestContext, pair: PlannedPair): PromtoolTest {
  const { plan, slo } = context.compiled;
  const slow = most(pair, 8);
  // Time slices do not see an error ratio that leaves every slice good.
  const errors = predictPair(pair, plan, slo, slow, context.options) ? slow : 1;
  return burning(context, pair, `slow burn and recovery, ${pair.name}`, errors);
}

function burning(context: TestContext, pair: PlannedPair, name: string, errors: number): PromtoolTest {
  const { compiled, options, evaluationSeconds } = context;
  const prediction = predictPair(pair, compiled.plan, compiled.slo, errors, options);
  if (!prediction) throw new Error(`${compiled.slo.name}: ${pair.name} never fires at ${errors}`);
  const rule = burnRule(compiled, pair);
  // Evaluated less often than in production, a change is seen that much later.
  const late = evaluationSeconds - intervalSeconds;

  const begin = evaluationAfter(context, pair.longSeconds + baseSeconds(options));
  const quiet = evaluationBefore(context, begin + prediction.earliestSeconds) - evaluationSeconds;
  const fired = evaluationAfter(context, begin + prediction.latestSeconds + late);
  const end = fired + evaluationAfter(context, pair.shortSeconds / 2);
  const { earliestSeconds, latestSeconds } = recovery(context, pair, errors);
  const lasting = evaluationBefore(context, end + earliestSeconds);
  const over = evaluationAfter(context, end + latestSeconds + late);

  const firing = (at: number) => fires(context, rule.alert, [rule], at, rule.labels);
  const silent = (at: number) => fires(context, rule.alert, [], at, rule.labels);
  return testCase(
    context,
    name,
    [{ seconds: begin }, { seconds: end - begin, errors }, { seconds: over - end }],
    [
      ...(quiet > begin ? [silent(quiet)] : []),
      firing(fired),
      ...(lasting > end ? [firing(lasting)] : []),
      silent(over),
    ],
  );
}

/** After the errors end: until when the alert certainly fires, and when it certainly no longer does. */
function recovery({ compiled, options, evaluationSeconds }: TestContext, pair: PlannedPair, errors: number) {
  const { slo } = compiled;
  // What is left in the short window falls to the threshold; the long window still holds the whole incident.
  const condition = pair.shortSeconds * (1 - Number(pair.threshold) / seenErrors(slo, errors).ratio);
  const keep = pair.keepFiringForSeconds ?? 0;
  const slice = slo.budgeting.method === 'occurrences' ? 0 : slo.budgeting.sliceSeconds;
  return {
    earliestSeconds: condition + keep - 2 * evaluationSeconds,
    latestSeconds:
      condition + keep + slice + baseSeconds(options) + 2 * intervalSeconds + options.scrapeSeconds,
  };
}
