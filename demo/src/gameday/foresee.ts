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
  /** The range of the base records' rate, in seconds. */
  readonly baseSeconds: number;
}

/**
 * Seconds from now until the alert of `pair` holds, if its windows are as recorded now and the fault begins now; Infinity
 * when it does not within the long window. What is computed is what the rules will compute: at each evaluation the newest
 * rates join both windows and the oldest leave them.
 */
export function secondsUntilAlert(
  pair: BurnRatePair,
  recorded: RecordedRates,
  fault: SteadyFault,
  { objective, minimumErrors, baseSeconds }: Rules,
): number {
  const { stepSeconds } = recorded;
  const threshold = pair.burn * (1 - objective);
  const long = slidingWindow(recorded, pair.longSeconds);
  const short = slidingWindow(recorded, pair.shortSeconds);
  for (let elapsed = stepSeconds; elapsed <= pair.longSeconds; elapsed += stepSeconds) {
    const bad = fault.errorShare * fault.eventsPerSecond * Math.min(1, elapsed / baseSeconds);
    long.push(bad, fault.eventsPerSecond);
    short.push(bad, fault.eventsPerSecond);
    const holds = long.ratio() > threshold && short.ratio() > threshold;
    if (holds && long.badEvents() >= minimumErrors) return elapsed;
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
