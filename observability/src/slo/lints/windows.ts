import { decimal, divide, plain } from '../decimal';
import { promDuration } from '../duration';
import { problem, type Problem } from '../errors';
import { errorBudget } from '../model';
import { baseSeconds } from '../options';
import type { SpecifiedSlo } from '../readers';
import { periodSeconds, windowInWords } from '../windows/period';
import { planWindows, type PlannedPair } from '../windows/plan';
import { workbook, workbookPeriodSeconds } from '../windows/table';
import type { LintOptions } from './options';

/** Windows too short for the scrapes or too long for the SLO, and burn rates that nothing can reach. */
export function windows(slos: readonly SpecifiedSlo[], options: LintOptions): Problem[] {
  return slos.flatMap((specified) => [
    ...slices(specified, options),
    ...ownPairs(specified, options),
    ...scaledAway(specified, options),
    ...planWindows(specified.slo, options).pairs.flatMap((pair) => unreachable(pair, specified)),
  ]);
}

function slices({ slo: { budgeting, window }, places }: SpecifiedSlo, options: LintOptions): Problem[] {
  const base = baseSeconds(options);
  if (budgeting.method === 'occurrences') return [];
  if (budgeting.sliceSeconds > periodSeconds(window)) {
    const values = { window: promDuration(budgeting.sliceSeconds), period: windowInWords(window) };
    return [problem('window-long', places.objective, { what: '"timeSliceWindow"', ...values })];
  }
  if (budgeting.sliceSeconds >= base) return [];
  return [tooShort('"timeSliceWindow"', budgeting.sliceSeconds, base, options, places.objective)];
}

/** Windows of the spec's own alert conditions. */
function ownPairs({ slo, places }: SpecifiedSlo, options: LintOptions): Problem[] {
  const base = baseSeconds(options);
  const period = periodSeconds(slo.window);
  return (slo.alerting.pairs ?? []).flatMap(({ longSeconds, shortSeconds, position }) => {
    const at = position ?? places.name;
    const long = promDuration(longSeconds);
    if (longSeconds > period) {
      const values = { what: '"lookbackWindow"', window: long, period: windowInWords(slo.window) };
      return [problem('window-long', at, values)];
    }
    if (shortSeconds >= base) return [];
    const what = `the short window, a twelfth of the "lookbackWindow" ${long},`;
    return [tooShort(what, shortSeconds, Math.ceil((base * 12) / 60) * 60, options, at)];
  });
}

/** Pairs of the workbook that an SLO window scales below what scrapes can show; the plan leaves them out. */
function scaledAway({ slo, places }: SpecifiedSlo, options: LintOptions): Problem[] {
  if (slo.alerting.pairs) return [];
  const scale = periodSeconds(slo.window) / workbookPeriodSeconds;
  return workbook
    .map(({ severity, longSeconds }) => ({ severity, seconds: Math.round((longSeconds * scale) / 60) * 60 }))
    .filter(({ severity, seconds }) => seconds < 2 * baseSeconds(options) && !slo.alerting[severity]?.off)
    .map(({ severity, seconds }) =>
      problem('pair-left-out', places.window, {
        period: windowInWords(slo.window),
        severity,
        window: seconds > 0 ? promDuration(seconds) : 'less than a minute',
        scrape: promDuration(options.scrapeSeconds),
      }),
    );
}

function unreachable(
  { name, burn, unreachable: wanted, position }: PlannedPair,
  { slo, places }: SpecifiedSlo,
): Problem[] {
  // Below 1 % it is the objective that is wrong, and `objective-fraction` says so.
  if (!wanted || slo.objective.lt('0.01')) return [];
  return [
    problem('threshold-unreachable', position ?? places.objective, {
      objective: plain(slo.objective.times(100)),
      burn: plain(wanted),
      pair: name,
      most: plain(divide(decimal(1), errorBudget(slo), 4)),
      replacement: plain(burn),
    }),
  ];
}

function tooShort(
  what: string,
  seconds: number,
  least: number,
  { scrapeSeconds }: LintOptions,
  at: Problem['at'],
): Problem {
  return problem('window-short', at, {
    what,
    window: promDuration(Math.max(1, Math.round(seconds))),
    scrape: promDuration(scrapeSeconds),
    least: promDuration(least),
  });
}
