import { rangeQuery } from '../prometheus/query';
import type { RecordedRates } from './foresee';

/** The longest window of a burn alert, in seconds. */
const LONGEST_SECONDS = 3 * 86_400;

/**
 * The base records of an SLO over the longest window of a burn alert, until now.
 * @param stepSeconds the interval of the rule group that makes them
 */
export async function recordedRates(
  prometheusUrl: string,
  { service, slo }: { readonly service: string; readonly slo: string },
  stepSeconds: number,
): Promise<RecordedRates> {
  const to = Math.floor(Date.now() / 1000);
  const range = { from: to - LONGEST_SECONDS + stepSeconds, to, stepSeconds };
  const ask = async (record: string): Promise<Float64Array> => {
    const query = `max(last_over_time(${record}{service="${service}", slo="${slo}"}[${stepSeconds}s]))`;
    const [curve] = await rangeQuery(prometheusUrl, query, range);
    return onGrid(curve?.points ?? [], range.from, stepSeconds);
  };
  const [errors, total] = await Promise.all([ask('slo:errors:rate1m'), ask('slo:total:rate1m')]);
  return { stepSeconds, errors, total };
}

/** One entry per step since `from`; NaN where there is no point. */
function onGrid(
  points: readonly (readonly [number, number])[],
  from: number,
  stepSeconds: number,
): Float64Array {
  const grid = new Float64Array(LONGEST_SECONDS / stepSeconds).fill(NaN);
  for (const [time, value] of points) grid[Math.round((time - from) / stepSeconds)] = value;
  return grid;
}
