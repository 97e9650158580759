/**
 * How long answers take: a log-logistic distribution, whose share below a bound is one power. With these numbers one
 * answer in a thousand takes longer than 250 ms.
 */
const MEDIAN_SECONDS = 0.006;
const SHAPE = 1.9;

const turn = Math.PI / SHAPE;
const MEAN_PER_MEDIAN = turn / Math.sin(turn);

/** The share of answers that take at most `bound` seconds, where they take `slowdown` times as long as usual. */
export const shareWithin = (bound: number, slowdown: number): number =>
  bound === Infinity ? 1 : 1 / (1 + ((MEDIAN_SECONDS * slowdown) / bound) ** SHAPE);

/** The mean duration in seconds. */
export const meanSeconds = (slowdown: number): number => MEDIAN_SECONDS * slowdown * MEAN_PER_MEDIAN;
