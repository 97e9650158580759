import { rateAt } from '../traffic/rhythm';

const DAY = 86_400;
/** The month ends in the morning, where the traffic of a stack that starts is as well: near its mean, and growing. */
const MORNING = 0.25 * DAY;
/** The month ends on a Wednesday: so many days before it are a Saturday and a Sunday. */
const WEEKEND = [3, 4];
const WEEKEND_LEVEL = 0.6;

/** Traffic that long before the end, as a multiple of the mean at the end. */
export function levelAt(secondsBeforeEnd: number): number {
  const clock = MORNING - secondsBeforeEnd;
  const daysBack = -Math.floor(clock / DAY);
  const mean = WEEKEND.includes(daysBack % 7) ? WEEKEND_LEVEL : 1;
  return rateAt(clock, { mean, daySeconds: DAY });
}
