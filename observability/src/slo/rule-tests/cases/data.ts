import { baseSeconds, intervalSeconds } from '../../options';
import { eventRecords, recordNames } from '../../rules/identity';
import { currentWindow } from '../../windows/plan';
import {
  evaluationAfter,
  evaluationBefore,
  fires,
  firstGroup,
  holds,
  near,
  testCase,
  type TestContext,
} from '../context';
import type { PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';

const hour = 3_600;
const minute = 60;

const shortest = ({ compiled, options }: TestContext) =>
  currentWindow(compiled.plan.pairs, baseSeconds(options));

/** Twenty minutes without traffic record no NaN, cost no budget, and are not an absence of data. */
export function zeroTraffic(context: TestContext): PromtoolTest {
  const ratio = recordNames.ratio(shortest(context));
  const whole = 2 * hour + 20 * minute;
  return testCase(
    context,
    'zero traffic',
    [{ seconds: hour }, { seconds: 20 * minute, rate: 0 }, { seconds: hour }],
    [
      // An average over the whole test is NaN as soon as a single sample is.
      near(`avg_over_time(${firstGroup(context, ratio, whole)})`, whole, 0, 1e-9),
      near(firstGroup(context, 'slo:period_error_budget_remaining:ratio'), whole, 1, 1e-9),
      fires(context, 'SLONoData', [], hour + 20 * minute),
      fires(context, 'SLONotRecorded', [], hour + 20 * minute),
    ],
  );
}

/** Before the first error ever there are none, and the first ones weigh as much as they are. */
export function firstError(context: TestContext): PromtoolTest {
  const { compiled, options } = context;
  const errors = 0.5;
  // All of it within the SLO's window, so that nothing is forgotten yet.
  const { periodSeconds } = compiled.plan;
  const clean = evaluationBefore(context, Math.min(2 * hour, 0.6 * periodSeconds));
  const bad = evaluationBefore(context, Math.min(30 * minute, 0.2 * periodSeconds));
  const share = (errors * bad) / (clean + bad);
  const budget = 1 - Number(compiled.slo.objective);
  return testCase(
    context,
    'first error after silence',
    [{ seconds: clean, withoutSeries: 'bad' }, { seconds: bad, errors }, { seconds: baseSeconds(options) }],
    [
      near(firstGroup(context, recordNames.errors), clean, 0, 1e-9),
      near(firstGroup(context, 'slo:period_error_budget_remaining:ratio'), clean, 1, 1e-9),
      near(
        firstGroup(context, recordNames.ratio(compiled.plan.periodSeconds)),
        evaluationAfter(context, clean + bad + baseSeconds(options)),
        share,
        share * 0.05,
      ),
      near(
        firstGroup(context, 'slo:period_error_budget_remaining:ratio'),
        evaluationAfter(context, clean + bad + baseSeconds(options)),
        1 - share / budget,
        (share / budget) * 0.05,
      ),
    ],
  );
}

/** A restart sets every counter to zero: the ratio stays what it is, and nothing becomes negative. */
export function counterReset(context: TestContext): PromtoolTest {
  const { compiled } = context;
  const errors = 0.2;
  const ratio = recordNames.ratio(shortest(context));
  const errorRate = recordNames.errors;
  return testCase(
    context,
    'counter reset',
    [
      { seconds: hour, errors },
      { seconds: hour, errors, restart: true },
    ],
    [
      near(firstGroup(context, ratio), hour + 2 * minute, errors, errors * 0.05),
      near(`min_over_time(${firstGroup(context, errorRate, 2 * hour)}) >= bool 0`, 2 * hour, 1, 0.1),
      near(
        firstGroup(context, recordNames.ratio(compiled.plan.periodSeconds)),
        2 * hour,
        errors,
        errors * 0.05,
      ),
    ],
  );
}

/**
 * No good event has been counted yet, so their series does not exist: all events are bad, not absent. Only asked where the
 * queries count good events.
 */
export function noneGood(context: TestContext): PromtoolTest {
  const { compiled } = context;
  const { errors, total } = eventRecords(compiled.slo);
  return testCase(
    context,
    'no good event yet',
    [{ seconds: 10 * minute, errors: 1, withoutSeries: 'good' }],
    [near(`${firstGroup(context, errors)} / ${firstGroup(context, total)}`, 10 * minute, 1, 1e-9)],
  );
}

/**
 * Scraped more rarely than the base window, the counters give no rate: nothing is recorded of series that are there. A page
 * once the base window has passed; it ends when they are scraped as they should be.
 */
export function notRecorded(context: TestContext): PromtoolTest {
  const rules = alertsOf(context.compiled, 'SLONotRecorded');
  const base = baseSeconds(context.options);
  const scrapeSeconds = Math.ceil(1.1 * base);
  const rare = { ...context, options: { ...context.options, scrapeSeconds } };
  const paged = evaluationAfter(context, base + 2 * intervalSeconds);
  return testCase(
    rare,
    'scraped too rarely',
    [{ seconds: 4 * scrapeSeconds }],
    [
      fires(context, 'SLONotRecorded', [], evaluationBefore(context, base / 2)),
      fires(context, 'SLONotRecorded', rules, paged),
      fires(context, 'SLONoData', [], paged),
    ],
  );
}

/** All targets vanish: a page within four evaluations of the two base windows that the alert waits; and it ends. */
export function targetLost(context: TestContext): PromtoolTest {
  const { compiled, options } = context;
  const rules = alertsOf(compiled, 'SLONoData');
  const base = baseSeconds(options);
  const lost = 30 * minute;
  const paged = evaluationAfter(context, lost + 2 * base + intervalSeconds + options.scrapeSeconds);
  const back = evaluationAfter(context, paged + 10 * minute);
  const forgotten = evaluationAfter(context, lost + base + options.scrapeSeconds);
  // A ratio that is read as it is stays for the five minutes after which Prometheus forgets a series.
  const records = compiled.slo.sli.kind === 'ratio' ? [] : Object.values(eventRecords(compiled.slo));
  return testCase(
    context,
    'target lost',
    [{ seconds: lost }, { seconds: back - lost, gone: true }, { seconds: hour }],
    [
      fires(context, 'SLONoData', [], evaluationAfter(context, lost + base)),
      fires(context, 'SLONoData', rules, paged),
      fires(context, 'SLONotRecorded', [], paged),
      fires(context, 'SLONoData', rules, back),
      fires(context, 'SLONoData', [], evaluationAfter(context, back + base)),
      ...records.map((record) => holds(context, record, forgotten, [])),
    ],
  );
}
