import type { BurnRatePair } from './pairs';

/** What Prometheus recorded of an SLO, newest last: events a second, one entry per evaluation of the rules. */
export interface RecordedRates {
  /** Seconds between two entries: the rule group's interval. */
  readonly stepSeconds: number;
  /** Bad events a second; NaN where nothing was recorded. */
  readonly errors: Float64Array;
  /** All events a second; NaN where nothing was recorded. */
  readonly total: Float64Array;
}

/** A fault that begins now and stays. */
export interface SteadyFault {
  /** Share of the SLO's events that are bad, 0 to 1. */
  readonly errorShare: number;
  /** All events a second while it lasts. */
  readonly eventsPerSecond: number;
}

export interface Rules {
  /** Share of good events, such as 0.999. */
  readonly objective: number;
  /** Fewer bad events than this in the long window never alert. */
  readonly minimumErrors: number;
  /** How long a base record's rate takes to show all of a change: its range less one scrape interval, in seconds. */
  readonly riseSeconds: number;
}

/** When Prometheus will look. */
export interface Clocks {
  /** From now until the next evaluation of the rules, in seconds. */
  readonly nextEvaluationSeconds: number;
  /** How old the newest scrape is at an evaluation, in seconds. */
  readonly scrapeAgeSeconds: number;
}

/**
 * Seconds from now until the alert of `pair` holds, if its windows are as recorded now and the fault begins now; Infinity
 * when it does not within the long window. What is computed is what the rules will compute: at each evaluation the newest
 * rates join both windows and the oldest leave them.
 */
export function secondsUntilAlert(
  pair: BurnRatePair,
  recorded: RecordedRates,
  { errorShare, eventsPerSecond }: SteadyFault,
  rules: Rules,
  clocks: Clocks = { nextEvaluationSeconds: recorded.stepSeconds, scrapeAgeSeconds: 0 },
): number {
  const badAt = (risen: number): number => errorShare * eventsPerSecond * risen;
  return secondsUntil(true, { pair, recorded, badAt, eventsPerSecond, rules, clocks });
}

/**
 * Seconds from now until the alert of `pair`, which holds, holds no more, if the fault that is recorded ends now; Infinity
 * when it holds on throughout the long window.
 * @param eventsPerSecond all events a second from now on
 */
export function secondsUntilOver(
  pair: BurnRatePair,
  recorded: RecordedRates,
  eventsPerSecond: number,
  rules: Rules,
  clocks: Clocks,
): number {
  const newestBad = recorded.errors.findLast((rate) => !Number.isNaN(rate)) ?? 0;
  const badAt = (risen: number): number => newestBad * (1 - risen);
  return secondsUntil(false, { pair, recorded, badAt, eventsPerSecond, rules, clocks });
}

interface Forward {
  readonly pair: BurnRatePair;
  readonly recorded: RecordedRates;
  /** Bad events a second once so much of the change shows, 0 to 1. */
  readonly badAt: (risen: number) => number;
  readonly eventsPerSecond: number;
  readonly rules: Rules;
  readonly clocks: Clocks;
}

/** Plays the evaluations to come until the alert's condition is as wanted. */
function secondsUntil(
  wanted: boolean,
  { pair, recorded, badAt, eventsPerSecond, rules, clocks }: Forward,
): number {
  const { objective, minimumErrors, riseSeconds } = rules;
  const threshold = pair.burn * (1 - objective);
  const long = slidingWindow(recorded, pair.longSeconds);
  const short = slidingWindow(recorded, pair.shortSeconds);
  let elapsed = clocks.nextEvaluationSeconds;
  for (; elapsed <= pair.longSeconds; elapsed += recorded.stepSeconds) {
    const seenSeconds = Math.max(0, elapsed - clocks.scrapeAgeSeconds);
    const bad = badAt(Math.min(1, seenSeconds / riseSeconds));
    long.push(bad, eventsPerSecond);
    short.push(bad, eventsPerSecond);
    const burns = long.ratio() > threshold && short.ratio() > threshold;
    if ((burns && long.badEvents() >= minimumErrors) === wanted) return elapsed;
  }
  return Infinity;
}

/** Sums over the newest entries, as `sum_over_time` makes them: what was not recorded is not there. */
function slidingWindow({ stepSeconds, errors, total }: RecordedRates, windowSeconds: number) {
  const size = Math.round(windowSeconds / stepSeconds);
  const bad = newest(errors, size);
  const all = newest(total, size);
  let [badSum, allSum] = [sum(bad), sum(all)];
  let at = 0;
  return {
    push(badRate: number, allRate: number): void {
      badSum += badRate - (bad[at] as number);
      allSum += allRate - (all[at] as number);
      bad[at] = badRate;
      all[at] = allRate;
      at = (at + 1) % size;
    },
    ratio: (): number => (allSum > 0 ? badSum / allSum : NaN),
    badEvents: (): number => badSum * stepSeconds,
  };
}

const sum = (values: Float64Array): number => values.reduce((whole, value) => whole + value, 0);

/** The newest entries, oldest first; zeros stand for what was not recorded. */
function newest(values: Float64Array, size: number): Float64Array {
  const filled = new Float64Array(size);
  const known = values.subarray(Math.max(0, values.length - size)).map((value) => (value > 0 ? value : 0));
  filled.set(known, size - known.length);
  return filled;
}
