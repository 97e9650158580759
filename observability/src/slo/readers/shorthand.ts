const day = 86_400;

/** OpenSLO's duration-shorthand: a positive integer and one unit, where `m` is minutes and `M` is months. */
export type ShorthandUnit = 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'Y';

export interface Shorthand {
  readonly count: number;
  readonly unit: ShorthandUnit;
}

/** What messages say a duration-shorthand must be. */
export const shorthandExpected = 'a number and one of m (minutes), h, d, w, M (months), Q, Y, such as 30d';

/** Reads a duration-shorthand such as `30d`; undefined when the text is none. */
export function parseShorthand(text: string): Shorthand | undefined {
  const match = /^([1-9]\d{0,6})([mhdwMQY])$/.exec(text.trim());
  return match ? { count: Number(match[1]), unit: match[2] as ShorthandUnit } : undefined;
}

/** Length of each unit when no calendar says better (as in OpenSLO's go-sdk: a month is 30 days, a year 365). */
const unitSeconds: Readonly<Record<ShorthandUnit, number>> = {
  m: 60,
  h: 3600,
  d: day,
  w: 7 * day,
  M: 30 * day,
  Q: 90 * day,
  Y: 365 * day,
};

/** Seconds of a duration-shorthand. */
export const shorthandSeconds = ({ count, unit }: Shorthand): number => count * unitSeconds[unit];

/** Seconds as a duration-shorthand, in the largest unit that is exact and does not depend on a calendar. */
export function asShorthand(seconds: number): string {
  const unit = (['d', 'h'] as const).find((candidate) => seconds % unitSeconds[candidate] === 0) ?? 'm';
  return `${Math.max(1, Math.round(seconds / unitSeconds[unit]))}${unit}`;
}
