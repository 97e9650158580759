import type { Exemplar } from './exemplar';
import type { Layout } from './layout';
import { sizeBucket } from './sizes';

/**
 * What all requests with one method, route template and status left behind: plain numbers, added to by
 * the middleware and read by the metric families at scrape time.
 */
export interface Cell {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly values: Float64Array;
  /** One place for each bucket of the durations; undefined until a request left an exemplar. */
  exemplars: (Exemplar | undefined)[] | undefined;
}

/** A cell with nothing in it. */
export const emptyCell = (method: string, route: string, status: number, { length }: Layout): Cell => ({
  method,
  route,
  status,
  values: new Float64Array(length),
  exemplars: undefined,
});

/** Adds one request that took `seconds`, and whether it came by TLS; returns the bucket it fell into. */
export function addRequest({ values }: Cell, layout: Layout, seconds: number, secure: boolean): number {
  const { bounds, durations } = layout;
  let bucket = 0;
  while (bucket < bounds.length && seconds > (bounds[bucket] as number)) bucket++;
  (values[durations + bucket] as number)++;
  (values[layout.requests] as number)++;
  (values[layout.seconds] as number) += seconds;
  if (secure) (values[layout.secure] as number)++;
  return bucket;
}

/** Adds the sizes of a request's body and of its response's, in bytes. */
export function addSizes(
  { values }: Cell,
  layout: Layout,
  requestBytes: number,
  responseBytes: number,
): void {
  (values[layout.requestSizes + sizeBucket(requestBytes)] as number)++;
  (values[layout.responseSizes + sizeBucket(responseBytes)] as number)++;
  (values[layout.requestBytes] as number) += requestBytes;
  (values[layout.responseBytes] as number) += responseBytes;
}

/** Keeps an exemplar for a bucket of a cell's durations, in place of the one before. */
export function keepExemplar(cell: Cell, { bounds }: Layout, bucket: number, exemplar: Exemplar): void {
  cell.exemplars ??= Array.from({ length: bounds.length + 1 }, () => undefined);
  cell.exemplars[bucket] = exemplar;
}

/** How many requests a cell counts. */
export const requestsIn = ({ values }: Cell, { requests }: Layout): number => values[requests] ?? 0;
