import type { Cell } from '../cell';

export type Labels = Readonly<Record<string, string | number>>;

/** One exposed line: labels, value, and the sample's own name where it differs from the family's. */
export interface Sample {
  readonly metricName: string;
  readonly labels: Labels;
  readonly value: number;
}

interface Head {
  readonly name: string;
  readonly help: string;
}

/** A family that is read from the ledger's cells: those with equal labels are added up to one series. */
export interface CellFamily extends Head {
  readonly type: 'counter' | 'histogram';
  /** The series a cell belongs to, or undefined if none. */
  readonly labels: (cell: Cell) => Labels | undefined;
  /** There is one series, without labels: it exists before any cell. */
  readonly single?: true;
  readonly reading: Reading;
  /** Also expose series that counted nothing yet. */
  readonly fromZero: boolean;
  /** Write exemplars of durations beside the buckets, where the format has them. */
  readonly exemplars?: true;
}

/** What is read from a series' numbers. */
export type Reading =
  | { readonly kind: 'sum'; readonly of: (values: Float64Array) => number }
  | {
      readonly kind: 'buckets';
      /** Upper bounds as exposed; every one of them is among those the numbers are kept by. */
      readonly bounds: readonly number[];
      /** Per exposed bound: how many of the kept buckets are below it. */
      readonly upTo: readonly number[];
      readonly first: number;
      readonly buckets: number;
      readonly sum: number;
    };

/** A family that is read from elsewhere, all of it at each scrape: few lines. */
export interface PlainFamily extends Head {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: () => readonly Sample[];
}

/** Reads a row of buckets of a cell, kept by the bounds `kept`, as a histogram with the bounds `exposed`. */
export function buckets(
  kept: readonly number[] | Float64Array,
  exposed: readonly number[],
  first: number,
  sum: number,
): Reading {
  const all = [...kept];
  return {
    kind: 'buckets',
    bounds: exposed,
    upTo: exposed.map((bound) => all.indexOf(bound) + 1),
    first,
    buckets: all.length + 1,
    sum,
  };
}
