import { SIZE_BOUNDS } from './sizes';

/** Where in a cell's numbers which quantity lies. Buckets are not cumulative; each row has one past its last bound. */
export interface Layout {
  /** Ascending upper bounds of durations, in seconds. */
  readonly bounds: Float64Array;
  readonly requests: number;
  /** Requests that came by TLS. */
  readonly secure: number;
  readonly seconds: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** First bucket of each row. */
  readonly durations: number;
  readonly requestSizes: number;
  readonly responseSizes: number;
  /** How many numbers a cell has. */
  readonly length: number;
}

const SUMS = 5;

export function layoutFor(bounds: readonly number[]): Layout {
  const durations = SUMS;
  const requestSizes = durations + bounds.length + 1;
  const responseSizes = requestSizes + SIZE_BOUNDS.length + 1;
  return {
    bounds: Float64Array.from(bounds),
    requests: 0,
    secure: 1,
    seconds: 2,
    requestBytes: 3,
    responseBytes: 4,
    durations,
    requestSizes,
    responseSizes,
    length: responseSizes + SIZE_BOUNDS.length + 1,
  };
}
