import { promDuration } from '../../duration';
import { errorBudget, type Slo } from '../../model';
import { minimumErrors } from '../../rules/alerts/enough-errors';
import type { TestContext } from '../context';
import type { PromtoolCheck, PromtoolTest } from '../promtool';
import type { RawTraffic } from '../traffic/series';
import { seriesValues, type Stretch } from '../traffic/values';

/** What a test of raw series is made from. */
export interface RawContext extends TestContext {
  readonly traffic: RawTraffic;
}

/** A test whose first group sees the stretches; every other group has the same traffic without errors. */
export function rawTest(
  { compiled, options, traffic }: RawContext,
  name: string,
  stretches: readonly Stretch[],
  checks: readonly PromtoolCheck[],
): PromtoolTest {
  const { scrapeSeconds } = options;
  const clean = stretches.map((stretch) => ({ ...stretch, errors: 0 }));
  return {
    name: `${compiled.slo.name}: ${name}`,
    interval: promDuration(scrapeSeconds),
    input_series: traffic.series.map((series) => ({
      series: series.name,
      values: seriesValues(
        series,
        series.group === 0 ? stretches : clean,
        scrapeSeconds,
        usualRate(compiled.slo),
      ),
    })),
    promql_expr_test: checks,
  };
}

/** Events per second that make even the slowest burn count enough errors within minutes. */
export const usualRate = (slo: Slo): number =>
  Math.max(100, Math.ceil((minimumErrors(slo) * 0.01) / Number(errorBudget(slo))));

/** Whether the first group has a series of its own for good or for bad events. */
export const hasSeriesOf = ({ traffic }: RawContext, share: 'good' | 'bad'): boolean =>
  traffic.series.some((series) => series.share === share);
