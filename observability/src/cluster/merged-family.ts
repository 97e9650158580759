import type { ExpositionFormat } from '../http/families/text';
import type { Loan } from '../http/families/loan';
import { Pages } from '../http/families/pages';
import type { SelfWriting } from '../http/families/register';
import { MergedSeries } from './merged-series';
import type { Shape } from './messages';

/** A family of the workers' ledgers, added up. It is registered, and written, like one of this process's own ledger. */
export class MergedFamily implements SelfWriting {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly #shapes = new Map<string, readonly string[]>();
  readonly #byLabels = new Map<string, MergedSeries>();
  readonly #list: MergedSeries[] = [];
  readonly #pages: Readonly<Record<ExpositionFormat, Pages>> = {
    text: new Pages(this.#list, false),
    openmetrics: new Pages(this.#list, true),
  };

  constructor({ name, help, type }: Shape) {
    this.name = name;
    this.help = help;
    this.type = type;
  }

  /** Whether series of a shape can stand beside those of the others: one with other bounds would repeat some lines. */
  takes({ names }: Shape): boolean {
    const lines = names.map((name) => JSON.stringify(name));
    const key = lines.join();
    if (this.#shapes.has(key)) return true;
    const others = new Set([...this.#shapes.values()].flat());
    if (lines.some((line) => others.has(line))) return false;
    this.#shapes.set(key, lines);
    return true;
  }

  /** The series of a shape and label values: each worker announces it once more. */
  at({ names, labelNames }: Shape, values: readonly (string | number)[]): MergedSeries {
    const key = JSON.stringify([names[0]?.name, labelNames, values]);
    const known = this.#byLabels.get(key);
    if (known !== undefined) return known;
    const labels = Object.fromEntries(labelNames.map((name, index) => [name, values[index] ?? '']));
    const made = new MergedSeries(names, labels);
    this.#byLabels.set(key, made);
    this.#list.push(made);
    return made;
  }

  readonly pages = (format: ExpositionFormat, loan: Loan): Iterable<Buffer> =>
    this.#pages[format].bytes(loan);
  readonly series = (): readonly MergedSeries[] => this.#list;

  get() {
    const { name, help, type } = this;
    return Promise.resolve({
      name,
      help,
      type,
      aggregator: 'sum',
      values: this.#list.flatMap((series) => series.samples()),
    });
  }
}
