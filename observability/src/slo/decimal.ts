import Big from 'big.js';

/** An exact decimal number: objectives, budgets and thresholds are never binary floats. */
export type Decimal = Big;

/**
 * Reads a decimal from what a YAML file holds. A YAML number is taken by its shortest digits, so `99.9` stays 99.9.
 * Throws big.js's error when the text is not a finite decimal.
 */
export const decimal = (value: string | number | Decimal): Decimal => new Big(value);

/** Writes a decimal without exponent and without trailing zeros: `0.001`, never `1e-3`, never `0.0009999999999999432`. */
export const plain = (value: Decimal): string => new Big(value).toFixed();

/**
 * Divides, and rounds half up to `places` decimal places when the quotient does not end.
 * The only place where a decimal may be rounded.
 */
export function divide(dividend: Decimal, divisor: Decimal, places = 8): Decimal {
  return new Big(new (rounding(places))(dividend).div(divisor));
}

const roundings = new Map<number, ReturnType<typeof Big>>();

/** big.js with a precision of its own: to make one takes longer than a division. */
function rounding(places: number): ReturnType<typeof Big> {
  const known = roundings.get(places);
  if (known) return known;
  const made = Big();
  made.DP = places;
  made.RM = 1;
  roundings.set(places, made);
  return made;
}
