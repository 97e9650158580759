/**
 * What all requests with one method, route template and status left behind: plain numbers, added to by
 * the middleware and read by the metric families at scrape time.
 */
export interface Cell {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** Requests per duration bucket, not cumulative; the last one is above the highest bound. */
  readonly durations: Float64Array;
  /** Index 0: seconds spent in all requests. */
  readonly sums: Float64Array;
}

/** A cell with nothing in it. */
export const emptyCell = (method: string, route: string, status: number, bounds: number): Cell => ({
  method,
  route,
  status,
  durations: new Float64Array(bounds + 1),
  sums: new Float64Array(1),
});

/** Adds one request of `seconds` to a cell; `bounds` are the ascending upper bounds its buckets stand for. */
export function addDuration(cell: Cell, bounds: Float64Array, seconds: number): void {
  let bucket = 0;
  while (bucket < bounds.length && seconds > (bounds[bucket] as number)) bucket++;
  (cell.durations[bucket] as number)++;
  (cell.sums[0] as number) += seconds;
}

/** How many requests a cell counts. */
export const requestsIn = (cell: Cell): number => cell.durations.reduce((sum, count) => sum + count, 0);

/** Forgets every request of a cell. */
export function clearCell(cell: Cell): void {
  cell.durations.fill(0);
  cell.sums.fill(0);
}
