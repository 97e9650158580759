import type { Grid } from './grid';

/** A series of the history. It is computed when it is written, so that only one is held at a time. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly grid: Grid;
  /** One value per moment of the grid; NaN where the series has no sample. */
  readonly values: () => Float64Array;
}
