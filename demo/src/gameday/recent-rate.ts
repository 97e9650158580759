import type { RecordedRates } from './foresee';

/**
 * From so many of the newest records the traffic of the next minutes is taken: few, so that within three minutes of a start
 * none is the history's, or one of the first two, which look back to before the start and see less than there is.
 */
const RECENT_RECORDS = 4;

/** Events a second, from the newest records; 0 where there is none. */
export function recentRate({ total }: RecordedRates): number {
  const known = total.filter((rate) => !Number.isNaN(rate)).slice(-RECENT_RECORDS);
  return known.length === 0 ? 0 : known.reduce((sum, rate) => sum + rate, 0) / known.length;
}
