import type { MergedSeries } from './merged-series';
import { MergedFamily } from './merged-family';
import type { LedgerPart, Shape } from './messages';
import { NumberReader } from './number-stream';

/** What one worker calls its shapes and series. */
export interface Numbering {
  readonly shapes: { readonly shape: Shape; readonly family: MergedFamily }[];
  readonly series: MergedSeries[];
}

export const newNumbering = (): Numbering => ({ shapes: [], series: [] });

/** The ledgers of all workers, added up. */
export class MergedLedger {
  readonly #families = new Map<string, MergedFamily>();

  get families(): readonly MergedFamily[] {
    return [...this.#families.values()];
  }

  /** Adds what grew in a worker. */
  add({ shapes, series, growth, exemplars }: LedgerPart, known: Numbering): void {
    for (const shape of shapes) known.shapes.push({ shape, family: this.#familyFor(shape) });
    for (const [number, ...values] of series) {
      const { shape, family } = known.shapes[number] as Numbering['shapes'][number];
      known.series.push(family.at(shape, values));
    }
    const numbers = new NumberReader(growth);
    while (!numbers.isAtEnd) (known.series[numbers.next()] as MergedSeries).grow(numbers);
    for (const [id, line, exemplar] of exemplars) (known.series[id] as MergedSeries).show(line, exemplar);
  }

  /** Where a worker has other bounds than those before it, its family takes the place of theirs, and starts anew. */
  #familyFor(shape: Shape): MergedFamily {
    const known = this.#families.get(shape.name);
    if (known?.takes(shape) === true) return known;
    const made = new MergedFamily(shape);
    made.takes(shape);
    this.#families.set(shape.name, made);
    return made;
  }
}
