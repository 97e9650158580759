/** A figure and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** The mean of the middle half: as steady as a mean where nothing disturbs, as deaf to what does as a median. */
export function midmean(values: readonly number[]): number {
  const quarter = Math.floor(values.length / 4);
  const middle = [...values].sort((a, b) => a - b).slice(quarter, values.length - quarter);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/**
 * A figure of all samples, and by how much it would differ with other samples: by the jackknife, from what it is
 * without each of them (Efron and Stein, "The jackknife estimate of variance", 1981). NaN of fewer than two samples.
 */
export function estimate<Sample>(
  samples: readonly Sample[],
  figure: (samples: readonly Sample[]) => number,
): Estimate {
  const without = samples.map((_left, at) => figure(samples.filter((_kept, other) => other !== at)));
  const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
  const spread = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = without.length < 2 ? NaN : Math.sqrt((spread * (without.length - 1)) / without.length);
  return { value: figure(samples), error };
}
