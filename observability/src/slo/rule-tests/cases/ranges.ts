import { baseSeconds, intervalSeconds } from '../../options';
import { eventRecords, recordNames } from '../../rules/identity';
import { firstGroup, near, testCase, usualRate, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';

/** Half of a window is clean and half is bad: the ratio says how long the window really is. */
export function range(context: TestContext, window: number): PromtoolTest {
  const { options } = context;
  const interval = intervalSeconds;
  const clean = 2 * window;
  const bad = Math.round(window / 2 / interval) * interval;
  // Prometheus 3 leaves the sample at the begin of a range out, Prometheus 2 takes it in.
  const [newer, older] = [0, 1].map((more) => {
    const rise = baseSeconds(options) - (1 - more) * options.scrapeSeconds;
    return (bad / interval - missing(rise, interval)) / (window / interval + more);
  }) as [number, number];
  return testCase(
    context,
    `the range of ${recordNames.ratio(window)}`,
    [{ seconds: clean }, { seconds: bad, errors: 1 }],
    [
      near(
        firstGroup(context, recordNames.ratio(window)),
        clean + bad,
        (newer + older) / 2,
        Math.abs(newer - older) / 2 + 0.01,
      ),
    ],
  );
}

/** How many evaluations' worth of errors are not seen yet while the rate rises. */
function missing(rise: number, interval: number): number {
  const steps = Array.from({ length: Math.ceil(rise / interval) }, (_, index) => (index * interval) / rise);
  return steps.slice(1).reduce((sum, seen) => sum + 1 - seen, 0);
}

/** Traffic begins, and all of it fails: both base records have risen to it after the base window, and not before. */
export function baseRange(context: TestContext): PromtoolTest {
  const { compiled, options } = context;
  const [base, interval] = [baseSeconds(options), intervalSeconds];
  const clean = 4 * base;
  const rate = usualRate(compiled.slo);
  const half = Math.round(base / 2 / interval) * interval;
  const [newer, older] = [half / (base - options.scrapeSeconds), half / base];
  return testCase(
    context,
    'the range of the base records',
    [
      { seconds: clean, rate: 0 },
      { seconds: 2 * base, errors: 1 },
    ],
    Object.values(eventRecords(compiled.slo)).flatMap((record) => [
      near(
        firstGroup(context, record),
        clean + half,
        (rate * (newer + older)) / 2,
        rate * ((newer - older) / 2 + 0.01),
      ),
      near(firstGroup(context, record), clean + base + interval, rate, rate * 0.01),
    ]),
  );
}
