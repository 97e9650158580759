import type { Cell } from '../cell';
import type { Layout } from '../layout';
import type { CellFamily, Labels, Sample } from './family';
import { goFloat } from './go-float';
import { labelText } from './text';

/** The cells that are added up to one series of a family, and its lines as they were last written. */
class Series {
  readonly #cells: Cell[] = [];
  readonly #starts: readonly string[];
  readonly #family: CellFamily;
  readonly #layout: Layout;
  #writtenAt = -1;
  #bytes: Buffer = EMPTY;

  constructor(
    family: CellFamily,
    layout: Layout,
    readonly labels: Labels,
  ) {
    this.#family = family;
    this.#layout = layout;
    this.#starts = names(family).map(([name, le]) => name + labelText({ ...le, ...labels }) + ' ');
  }

  add(cell: Cell): void {
    this.#cells.push(cell);
    this.#writtenAt = -1;
  }

  samples(): readonly Sample[] {
    const values = this.#values();
    if (this.#requests() === 0 && !this.#family.fromZero) return [];
    return names(this.#family).map(([metricName, le], index) => ({
      metricName,
      labels: { ...le, ...this.labels },
      value: values[index] ?? 0,
    }));
  }

  /** The series' lines; written again only if a request was counted since. */
  bytes(): Buffer {
    const requests = this.#requests();
    if (requests === this.#writtenAt) return this.#bytes;
    this.#writtenAt = requests;
    this.#bytes = requests === 0 && !this.#family.fromZero ? EMPTY : Buffer.from(this.#text());
    return this.#bytes;
  }

  #text(): string {
    const values = this.#values();
    let text = '';
    for (let line = 0; line < this.#starts.length; line++) text += `${this.#starts[line]}${values[line]}\n`;
    return text;
  }

  /** One value for each line. */
  #values(): readonly number[] {
    const { reading } = this.#family;
    if (reading.kind === 'sum') return [this.#cells.reduce((sum, { values }) => sum + reading.of(values), 0)];
    const kept = new Float64Array(reading.buckets);
    let sum = 0;
    for (const { values } of this.#cells) {
      for (let bucket = 0; bucket < kept.length; bucket++) {
        (kept[bucket] as number) += values[reading.first + bucket] as number;
      }
      sum += values[reading.sum] as number;
    }
    for (let bucket = 1; bucket < kept.length; bucket++)
      (kept[bucket] as number) += kept[bucket - 1] as number;
    const count = kept[kept.length - 1] as number;
    return [...reading.upTo.map((buckets) => kept[buckets - 1] as number), count, sum, count];
  }

  #requests(): number {
    let requests = 0;
    for (const { values } of this.#cells) requests += values[this.#layout.requests] as number;
    return requests;
  }
}

const EMPTY = Buffer.alloc(0);

/** The sample names of a family's series, in order, with the bucket label where there is one. */
function names({ name, reading }: CellFamily): readonly (readonly [string, Labels])[] {
  if (reading.kind === 'sum') return [[name, {}]];
  return [
    ...reading.bounds.map((bound) => [`${name}_bucket`, { le: goFloat(bound) }] as const),
    [`${name}_bucket`, { le: '+Inf' }],
    [`${name}_sum`, {}],
    [`${name}_count`, {}],
  ];
}

/** All series of a family over a growing list of cells. */
export class SeriesTable {
  readonly #family: CellFamily;
  readonly #layout: Layout;
  readonly #cells: readonly Cell[];
  readonly #series = new Map<string, Series>();
  #seen = 0;

  constructor(family: CellFamily, layout: Layout, cells: readonly Cell[]) {
    this.#family = family;
    this.#layout = layout;
    this.#cells = cells;
    if (family.single === true) this.#at({});
  }

  /** Every series, those of new cells included. */
  all(): Iterable<Pick<Series, 'samples' | 'bytes'>> {
    for (; this.#seen < this.#cells.length; this.#seen++) this.#place(this.#cells[this.#seen] as Cell);
    return this.#series.values();
  }

  #place(cell: Cell): void {
    const labels = this.#family.labels(cell);
    if (labels !== undefined) this.#at(labels).add(cell);
  }

  #at(labels: Labels): Series {
    const key = labelText(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const made = new Series(this.#family, this.#layout, labels);
    this.#series.set(key, made);
    return made;
  }
}
