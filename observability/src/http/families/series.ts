import type { Cell } from '../cell';
import type { Exemplar } from '../exemplar';
import type { Layout } from '../layout';
import type { CellFamily, Labels, Reading, Sample } from './family';
import { type LineName, lineStarts } from './line-names';
import type { LabelledLines } from './lines';

/** The cells that are added up to one series of a family. */
export class Series implements LabelledLines {
  readonly size: number;
  readonly labels: Labels;
  readonly names: readonly LineName[];
  readonly #cells: Cell[] = [];
  /** The numbers of the first cell, which is the only one of most series: what every scrape reads. */
  #first: Float64Array | undefined;
  readonly #family: CellFamily;
  readonly #layout: Layout;

  constructor(family: CellFamily, names: readonly LineName[], layout: Layout, labels: Labels) {
    this.#family = family;
    this.names = names;
    this.#layout = layout;
    this.labels = labels;
    this.size = names.length;
  }

  add(cell: Cell): void {
    this.#first ??= cell.values;
    this.#cells.push(cell);
  }

  /** Every change of a cell comes with a request; a cell that joins may bring its requests along. */
  version(): number {
    return this.#requests() + this.#cells.length;
  }

  isExposed(): boolean {
    return this.#family.fromZero || this.#requests() > 0;
  }

  starts(): readonly string[] {
    return lineStarts(this.names, this.labels);
  }

  values(): ArrayLike<number> {
    const { reading } = this.#family;
    if (reading.kind === 'sum') return [this.#cells.reduce((sum, { values }) => sum + reading.of(values), 0)];
    const lines = new Array<number>(this.size).fill(0);
    for (const { values } of this.#cells) addBuckets(lines, reading, values);
    return lines;
  }

  /** For each bucket's line the newest exemplar among the kept buckets that the line adds. */
  exemplars(): readonly (Exemplar | undefined)[] {
    const { reading, exemplars } = this.#family;
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
    const { requests } = this.#layout;
    let counted = this.#first === undefined ? 0 : (this.#first[requests] as number);
    for (let index = 1; index < this.#cells.length; index++)
      counted += (this.#cells[index] as Cell).values[requests] as number;
    return counted;
  }
}

/** Adds a cell's buckets to the lines of a histogram: cumulative buckets, sum, count. */
function addBuckets(
  lines: number[],
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
