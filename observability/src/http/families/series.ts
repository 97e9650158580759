import type { Cell } from '../cell';
import { withDefaults } from '../default-labels';
import type { Exemplar } from '../exemplar';
import type { Layout } from '../layout';
import type { CellFamily, Labels, Reading, Sample } from './family';
import { type LineName, lineNames, lineStarts } from './line-names';
import type { LabelledLines } from './lines';

/** What all series of a family have in common. */
export interface SeriesKind {
  readonly family: CellFamily;
  readonly layout: Layout;
  readonly names: readonly LineName[];
  /** Where the values of one series are put, until those of another are asked for. */
  readonly values: Float64Array;
}

export const seriesKind = (family: CellFamily, layout: Layout): SeriesKind => {
  const names = lineNames(family);
  return { family, layout, names, values: new Float64Array(names.length) };
};

/** The cells that are added up to one series of a family. */
export class Series implements LabelledLines {
  readonly size: number;
  readonly labels: Labels;
  readonly #kind: SeriesKind;
  /** The numbers of the first cell, which is the only one of most series: what every scrape reads. */
  #first: Float64Array | undefined;
  #count = 0;
  readonly #cells: Cell[] = [];

  constructor(kind: SeriesKind, labels: Labels) {
    this.#kind = kind;
    this.labels = labels;
    this.size = kind.names.length;
  }

  get names(): readonly LineName[] {
    return this.#kind.names;
  }

  add(cell: Cell): void {
    this.#first ??= cell.values;
    this.#count = this.#cells.push(cell);
  }

  /** Every change of a cell comes with a request; a cell that joins may bring its requests along. */
  version(): number {
    return this.#requests() + this.#count;
  }

  isExposed(): boolean {
    return this.#kind.family.fromZero || this.#requests() > 0;
  }

  starts(defaults: Labels): readonly string[] {
    return lineStarts(this.names, withDefaults(this.labels, defaults));
  }

  values(): ArrayLike<number> {
    const { family, values: lines } = this.#kind;
    const { reading } = family;
    lines.fill(0);
    for (const { values } of this.#cells) {
      if (reading.kind === 'sum') (lines[0] as number) += reading.of(values);
      else addBuckets(lines, reading, values);
    }
    return lines;
  }

  /** For each bucket's line the newest exemplar among the kept buckets that the line adds. */
  exemplars(): readonly (Exemplar | undefined)[] {
    const { reading, exemplars } = this.#kind.family;
    if (exemplars !== true || reading.kind === 'sum') return [];
    if (this.#cells.every((cell) => cell.exemplars === undefined)) return [];
    return [...reading.upTo, reading.buckets].map((end, line) => {
      const first = line === 0 ? 0 : (reading.upTo[line - 1] as number);
      return newest(this.#cells.flatMap((cell) => cell.exemplars?.slice(first, end) ?? []));
    });
  }

  samples(): readonly Sample[] {
    if (!this.isExposed()) return [];
    const values = this.values();
    return this.names.map(({ name, le }, index) => ({
      metricName: name,
      labels: { ...le, ...this.labels },
      value: values[index] ?? 0,
    }));
  }

  #requests(): number {
    const { requests } = this.#kind.layout;
    let counted = this.#first === undefined ? 0 : (this.#first[requests] as number);
    for (let index = 1; index < this.#count; index++)
      counted += (this.#cells[index] as Cell).values[requests] as number;
    return counted;
  }
}

/** Adds a cell's buckets to the lines of a histogram: cumulative buckets, sum, count. */
function addBuckets(
  lines: Float64Array,
  { upTo, first, buckets, sum }: Extract<Reading, { kind: 'buckets' }>,
  values: Float64Array,
): void {
  let below = 0;
  let bucket = 0;
  for (let line = 0; line < upTo.length; line++) {
    for (; bucket < (upTo[line] as number); bucket++) below += values[first + bucket] as number;
    (lines[line] as number) += below;
  }
  for (; bucket < buckets; bucket++) below += values[first + bucket] as number;
  (lines[upTo.length] as number) += below;
  (lines[upTo.length + 1] as number) += values[sum] as number;
  (lines[upTo.length + 2] as number) += below;
}

const newest = (exemplars: readonly (Exemplar | undefined)[]) =>
  exemplars.reduce(
    (best, one) => (best === undefined || (one !== undefined && one.at >= best.at) ? one : best),
    undefined,
  );
