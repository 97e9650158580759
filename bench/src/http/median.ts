/** The number that a share of some numbers is below; NaN of none. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;

/** The middle of some numbers, the upper one of two; NaN of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
