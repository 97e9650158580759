import type { Cell } from '../cell';
import type { Layout } from '../layout';
import type { CellFamily, Labels, Sample } from './family';
import { goFloat } from './go-float';
import { labelText } from './text';

/** The cells that are added up to one series of a family: one line for a counter, several for a histogram. */
export class Series {
  /** What stands before the value, for each line. */
  readonly starts: readonly string[];
  readonly #cells: Cell[] = [];
  readonly #family: CellFamily;
  readonly #layout: Layout;
  readonly #labels: Labels;

  constructor(family: CellFamily, layout: Layout, labels: Labels) {
    this.#family = family;
    this.#layout = layout;
    this.#labels = labels;
    this.starts = sampleNames(family).map(([name, le]) => name + labelText({ ...le, ...labels }) + ' ');
  }

  add(cell: Cell): void {
    this.#cells.push(cell);
  }

  /** Requests counted: what tells whether anything changed. */
  requests(): number {
    let requests = 0;
    for (const { values } of this.#cells) requests += values[this.#layout.requests] as number;
    return requests;
  }

  isExposed(): boolean {
    return this.#family.fromZero || this.requests() > 0;
  }

  /** One value for each line. */
  values(): ArrayLike<number> {
    const { reading } = this.#family;
    if (reading.kind === 'sum') return [this.#cells.reduce((sum, { values }) => sum + reading.of(values), 0)];
    const lines = new Float64Array(reading.upTo.length + 3);
    let sum = 0;
    for (const { values } of this.#cells) {
      sum += values[reading.sum] as number;
      let below = 0;
      let bucket = 0;
      for (let line = 0; line < reading.upTo.length; line++) {
        for (; bucket < (reading.upTo[line] as number); bucket++)
          below += values[reading.first + bucket] as number;
        (lines[line] as number) += below;
      }
      for (; bucket < reading.buckets; bucket++) below += values[reading.first + bucket] as number;
      (lines[lines.length - 1] as number) += below;
    }
    lines[lines.length - 3] = lines[lines.length - 1] as number;
    lines[lines.length - 2] = sum;
    return lines;
  }

  samples(): readonly Sample[] {
    if (!this.isExposed()) return [];
    const values = this.values();
    return sampleNames(this.#family).map(([metricName, le], index) => ({
      metricName,
      labels: { ...le, ...this.#labels },
      value: values[index] ?? 0,
    }));
  }
}

/** The sample names of a family's series, in order, with the bucket label where there is one. */
function sampleNames({ name, reading }: CellFamily): readonly (readonly [string, Labels])[] {
  if (reading.kind === 'sum') return [[name, {}]];
  return [
    ...reading.bounds.map((bound) => [`${name}_bucket`, { le: goFloat(bound) }] as const),
    [`${name}_bucket`, { le: '+Inf' }],
    [`${name}_sum`, {}],
    [`${name}_count`, {}],
  ];
}
