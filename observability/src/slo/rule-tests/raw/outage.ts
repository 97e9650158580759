import { predictPair } from '../../explain/predict';
import { intervalSeconds } from '../../options';
import { recordNames } from '../../rules/identity';
import type { PlannedPair } from '../../windows/plan';
import { active, silent } from '../checks';
import { stepBefore } from '../context';
import type { PromtoolTest } from '../promtool';
import { recordedSeries } from '../recorded/scene';
import { burnRule } from '../rules';
import { rawTest, usualRate, type RawContext } from './raw-test';
import { onEvaluation, settled } from './times';

/** Outages that take longer to page, in seconds, are left to the tests of thresholds. */
const longest = 1_800;

/**
 * Everything fails: the first alert fires when `slo explain` says. The clean time before, which the long window weighs, is
 * one sample of the records.
 */
export function outage(context: RawContext, pair: PlannedPair): PromtoolTest[] {
  const { compiled, options } = context;
  const { slo, plan } = compiled;
  const prediction = predictPair(pair, plan, slo, 1, options);
  if (!prediction || prediction.latestSeconds > longest) return [];
  const rule = burnRule(compiled, pair);
  const begin = 2 * settled(options);
  const fired = onEvaluation(begin + prediction.latestSeconds);
  const quiet = stepBefore(begin + 0.9 * prediction.earliestSeconds, intervalSeconds);
  // The past does not move out of the window, so it is a little too short before the alert fires.
  const isQuiet = quiet > begin && (fired - quiet) / pair.longSeconds < 0.08;
  const test = rawTest(
    context,
    `a total outage, ${pair.name}`,
    [{ seconds: begin }, { seconds: fired - begin, errors: 1 }],
    [...(isQuiet ? [silent(rule, quiet)] : []), active(context, rule, fired)],
  );
  return [{ ...test, input_series: [...test.input_series, ...cleanPast(context, pair.longSeconds - fired)] }];
}

/** What the record of all events held for some seconds before the test, as one sample at its begin, of another writer. */
function cleanPast(context: RawContext, seconds: number): PromtoolTest['input_series'] {
  const { options, groups } = context;
  const total = (Math.max(0, seconds) / intervalSeconds) * totalOf(context);
  const past = { at: 0, samples: [{ age: 0, total, errors: 0 }] };
  const labels = { ...groups[0], replica: 'before' };
  return recordedSeries(context, { total: recordNames.total }, [past], options.scrapeSeconds * 1_000, labels);
}

/** What the record of all events holds at even traffic. */
function totalOf({ compiled, options }: RawContext): number {
  const { slo } = compiled;
  if (slo.budgeting.method !== 'occurrences' || slo.sli.kind === 'ratio') return 1;
  return slo.sli.kind === 'gauge' ? 1.125 / options.scrapeSeconds : usualRate(slo);
}
