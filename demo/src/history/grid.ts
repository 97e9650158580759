/** Moments at even steps, the last of them at `end`. Seconds; `end` since 1970. */
export interface Grid {
  readonly end: number;
  readonly step: number;
  readonly count: number;
}

/** Seconds since 1970 of a moment, counted from the first one. */
export const timeAt = ({ end, step, count }: Grid, index: number): number => end - (count - 1 - index) * step;

/** How long before the end a moment is, in seconds. */
export const secondsBeforeEnd = ({ step, count }: Grid, index: number): number => (count - 1 - index) * step;

/** One number per moment, given its index. */
export const alongGrid = ({ count }: Grid, valueAt: (index: number) => number): Float64Array =>
  new Float64Array(count).map((_none, index) => valueAt(index));
