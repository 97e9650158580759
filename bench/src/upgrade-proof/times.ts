/** How often rules of records and pages are evaluated, and those of the budget, in seconds. */
export const evaluation = 30;
export const budgetEvaluation = 120;

export const day = 86_400;
/** What lies before the run: raw counters of two hours, records of thirty days. */
export const rawHistory = 7_200;
export const recordHistory = 30 * day;
/** What was spent before: everything failed for a while, longer ago than a page looks back. */
export const incident = { before: 7 * 3_600, lasted: 960 } as const;

/** Moments of a run, in seconds since 1970. */
export interface Times {
  /** The end of the history. */
  readonly begin: number;
  /** Everything fails from the first on, and nothing any more from the second. */
  readonly outage: number;
  readonly over: number;
}

/** The outage begins once the rules, those of the budget too, have recorded what is live. */
export function timesFrom(begin: number, outageSeconds: number): Times {
  const outage = begin + 120;
  return { begin, outage, over: outage + outageSeconds };
}

/** When the calendar month of a moment began, in seconds since 1970. */
export function monthOf(seconds: number): number {
  const date = new Date(seconds * 1_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / 1_000;
}
