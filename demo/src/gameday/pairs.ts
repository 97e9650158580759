/** One burn-rate alert: both windows must burn faster than `burn` times the even rate. */
export interface BurnRatePair {
  /** The value of the alert's label `burn`. */
  readonly name: string;
  readonly severity: 'page' | 'ticket';
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly burn: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The four pairs of the SRE workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts". */
export const workbookPairs: readonly BurnRatePair[] = [
  { name: '1h-5m', severity: 'page', longSeconds: HOUR, shortSeconds: 5 * MINUTE, burn: 14.4 },
  { name: '6h-30m', severity: 'page', longSeconds: 6 * HOUR, shortSeconds: 30 * MINUTE, burn: 6 },
  { name: '1d-2h', severity: 'ticket', longSeconds: DAY, shortSeconds: 2 * HOUR, burn: 3 },
  { name: '3d-6h', severity: 'ticket', longSeconds: 3 * DAY, shortSeconds: 6 * HOUR, burn: 1 },
];
