import { decimal, divide, plain, type Decimal } from '../decimal';
import { promDuration } from '../duration';
import { errorBudget, type BurnPair, type Note, type Severity, type Slo } from '../model';
import { baseSeconds, type CompileOptions } from '../options';
import { periodSeconds } from './period';
import {
  highestThreshold,
  keepFiringShortWindows,
  keptScales,
  workbook,
  workbookPeriodSeconds,
  type WorkbookPair,
} from './table';

/** One burn alert, with everything worked out. */
export interface PlannedPair extends BurnPair {
  /** Value of the label `burn`: `1h-5m`. */
  readonly name: string;
  /** The error ratio above which both windows must be: burn rate times error budget, exactly. */
  readonly threshold: Decimal;
  /** The burn rate asked for, where it could not be reached and `burn` replaces it. */
  readonly unreachable?: Decimal;
}

export interface WindowPlan {
  readonly periodSeconds: number;
  readonly pairs: readonly PlannedPair[];
  /** Every window that the pairs read, shortest first, in seconds. */
  readonly windows: readonly number[];
  readonly notes: readonly Note[];
}

/**
 * Chooses an SLO's burn-rate pairs: its own, else the workbook's, scaled to its window. A pair spends the workbook's share
 * of the budget (2, 5, 10, 10 %) before it fires. No window is shorter than four scrapes; a burn rate that not even a
 * total outage reaches is replaced by the highest reachable one, 0.9 / (1 − objective). Both are said in notes.
 */
export function planWindows(slo: Slo, options: Pick<CompileOptions, 'scrapeSeconds'>): WindowPlan {
  const period = periodSeconds(slo.window);
  const base = baseSeconds(options);
  const wanted = slo.alerting.pairs ?? workbook.map((pair) => scaled(pair, period, base));
  const kept = wanted.filter(
    (pair) => pair.longSeconds >= 2 * base && slo.alerting[pair.severity]?.off !== true,
  );
  const pairs = kept.map((pair) => reachable(pair, slo));
  const windows = pairs.flatMap(({ longSeconds, shortSeconds }) => [longSeconds, shortSeconds]);
  const short = wanted.filter((pair) => pair.longSeconds < 2 * base);
  return {
    periodSeconds: period,
    pairs,
    windows: [...new Set([...windows, currentWindow(pairs, base)])].sort((a, b) => a - b),
    notes: [
      ...short.map((pair) => tooShort(slo, pair, base)),
      ...pairs.flatMap((pair) => unreachableNote(slo, pair)),
    ],
  };
}

/** The window of `slo:current_burn_rate:ratio`: the shortest of the pairs, else five minutes or four scrapes. */
export const currentWindow = (pairs: readonly BurnPair[], base: number): number =>
  pairs.length === 0 ? Math.max(300, base) : Math.min(...pairs.map(({ shortSeconds }) => shortSeconds));

function scaled(pair: WorkbookPair, period: number, base: number): BurnPair {
  const scale = period / workbookPeriodSeconds;
  const kept = scale >= keptScales.least && scale <= keptScales.most;
  const longSeconds = kept ? pair.longSeconds : Math.round((pair.longSeconds * scale) / 60) * 60;
  const shortSeconds = kept ? pair.shortSeconds : Math.round(longSeconds / 12 / 30) * 30;
  return {
    severity: pair.severity,
    longSeconds,
    shortSeconds: Math.max(shortSeconds, base),
    burn:
      longSeconds === 0
        ? decimal(0)
        : divide(decimal(pair.budgetShare).times(period), decimal(longSeconds), 4),
    ...keepFiring(pair.severity, Math.max(shortSeconds, base)),
  };
}

const keepFiring = (severity: Severity, shortSeconds: number) =>
  severity === 'ticket' ? { keepFiringForSeconds: keepFiringShortWindows * shortSeconds } : {};

function reachable(pair: BurnPair, slo: Slo): PlannedPair {
  const name = `${promDuration(pair.longSeconds)}-${promDuration(pair.shortSeconds)}`;
  const budget = errorBudget(slo);
  const threshold = pair.burn.times(budget);
  if (threshold.lte(highestThreshold)) return { ...pair, name, threshold };
  const burn = divide(decimal(highestThreshold), budget, 4);
  return { ...pair, name, burn, threshold: decimal(highestThreshold), unreachable: pair.burn };
}

function unreachableNote(slo: Slo, { name, burn, unreachable, position }: PlannedPair): Note[] {
  if (!unreachable) return [];
  const objective = plain(slo.objective.times(100));
  const message =
    `${slo.name}: with an objective of ${objective} % a total outage burns at most ` +
    `${plain(divide(decimal(1), errorBudget(slo), 4))} times the budget, so the burn rate ${plain(unreachable)} of ${name} ` +
    `cannot be reached; ${plain(burn)} replaces it`;
  return [{ id: 'threshold-unreachable', message, position: position ?? slo.position }];
}

function tooShort(slo: Slo, pair: BurnPair, base: number): Note {
  const message =
    `${slo.name}: the ${pair.severity} pair with a long window of ${pair.longSeconds} s is left out: ` +
    `windows begin at twice four scrapes, ${promDuration(2 * base)}`;
  return { id: 'window-short', message, position: pair.position ?? slo.position };
}
