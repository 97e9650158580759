import { errorBudget, type Severity, type Slo } from '../model';
import { baseSeconds, intervalSeconds, type CompileOptions } from '../options';
import { recordNames } from '../rules/identity';
import type { RuleGroup } from '../rules/rule';
import { evaluationsLate } from '../rules/split';
import type { PlannedPair, WindowPlan } from '../windows/plan';

/** When a pair fires at a constant error ratio that begins after a clean long window. Times in seconds from its begin. */
export interface PairPrediction {
  readonly pair: string;
  readonly severity: Severity;
  /** The workbook's detection time: threshold / error ratio × long window (+ `for`). */
  readonly workbookSeconds: number;
  /** When the rules are expected to fire: the workbook's time, the base window's rise, half a scrape. Within one evaluation. */
  readonly seconds: number;
  /** No scrape and evaluation can be in step such that it fires before, or after. */
  readonly earliestSeconds: number;
  readonly latestSeconds: number;
  /** The share of the budget that is spent by then, at even traffic: 1 is all of it. */
  readonly budgetSpent: number;
}

/** What a constant error ratio looks like to the budget: a share of bad units, some time after it began. */
export interface SeenErrors {
  readonly ratio: number;
  readonly delaySeconds: number;
  /** Whether the ratio is there at once after the delay, instead of rising with the base window. */
  readonly sudden: boolean;
}

/** Time slices see an error ratio above their target as wholly bad, once the slice holds enough of it. */
export function seenErrors(slo: Pick<Slo, 'budgeting'>, errorRatio: number): SeenErrors {
  const { budgeting } = slo;
  if (budgeting.method === 'occurrences') return { ratio: errorRatio, delaySeconds: 0, sudden: false };
  if (budgeting.method === 'ratio-timeslices') {
    return { ratio: errorRatio, delaySeconds: budgeting.sliceSeconds / 2, sudden: false };
  }
  const allowed = 1 - Number(budgeting.target);
  return errorRatio > allowed
    ? { ratio: 1, delaySeconds: (budgeting.sliceSeconds * allowed) / errorRatio, sudden: true }
    : { ratio: 0, delaySeconds: 0, sudden: true };
}

/** How an SLO is evaluated: how often its metrics are scraped, and where its rules stand. */
export interface Evaluation extends Pick<CompileOptions, 'scrapeSeconds'> {
  /** The SLO's rule groups, where they are known: what is split is evaluated later. */
  readonly groups?: readonly RuleGroup[];
}

const lateSeconds = ({ name, longSeconds, shortSeconds }: PlannedPair, { groups = [] }: Evaluation): number =>
  intervalSeconds * evaluationsLate(groups, name, [longSeconds, shortSeconds].map(recordNames.ratio));

/** Predicts one pair; undefined when the error ratio never fires it. The error ratio is between 0 and 1. */
export function predictPair(
  pair: PlannedPair,
  plan: Pick<WindowPlan, 'periodSeconds'>,
  slo: Pick<Slo, 'budgeting' | 'objective'>,
  errorRatio: number,
  options: Evaluation,
): PairPrediction | undefined {
  const threshold = Number(pair.threshold);
  const seen = seenErrors(slo, errorRatio);
  if (seen.ratio <= threshold) return undefined;
  const detection = (threshold / seen.ratio) * pair.longSeconds;
  const [base, scrape, interval] = [baseSeconds(options), options.scrapeSeconds, intervalSeconds];
  const late = lateSeconds(pair, options);
  const wait = pair.forSeconds ?? 0;
  const lag = (rise: number) =>
    wait +
    (seen.sudden
      ? smeared(seen.delaySeconds, rise) + detection
      : seen.delaySeconds + smeared(detection, rise));
  // A record stands for the interval before it: that counts errors early by as much as waiting for the evaluation is late.
  const early = seen.sudden ? interval : interval / 2;
  const seconds = lag(base - scrape / 2) + scrape / 2 + late;
  return {
    pair: pair.name,
    severity: pair.severity,
    workbookSeconds: wait + seen.delaySeconds + detection,
    seconds,
    earliestSeconds: Math.max(0, lag(base - scrape) - early),
    latestSeconds: lag(base) + scrape + interval + late,
    budgetSpent:
      Math.min(seconds, plan.periodSeconds) * (seen.ratio / (Number(errorBudget(slo)) * plan.periodSeconds)),
  };
}

/**
 * A rate over `base` seconds rises to its new level over `base` seconds, so the sum of rates lags: t² / 2b within the rise,
 * t − b/2 after it.
 */
const smeared = (detection: number, base: number): number =>
  detection < base / 2 ? Math.sqrt(2 * base * detection) : detection + base / 2;

/** Predicts every pair that an error ratio fires, soonest first. */
export function predict(
  plan: WindowPlan,
  slo: Pick<Slo, 'budgeting' | 'objective'>,
  errorRatio: number,
  options: Evaluation,
): PairPrediction[] {
  return (
    plan.pairs
      .flatMap((pair) => predictPair(pair, plan, slo, errorRatio, options) ?? [])
      // Pairs that fire in the same second stay in the order of the plan.
      .sort((a, b) => Math.round(a.seconds) - Math.round(b.seconds))
  );
}
