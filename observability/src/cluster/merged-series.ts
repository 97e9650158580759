import type { Exemplar } from '../http/exemplar';
import type { Labels, Sample } from '../http/families/family';
import { type LineName, lineStarts } from '../http/families/line-names';
import type { LabelledLines } from '../http/families/lines';
import type { NumberReader } from './number-stream';

/** What all workers counted in one series, also those that are gone: it never shrinks. */
export class MergedSeries implements LabelledLines {
  readonly size: number;
  readonly names: readonly LineName[];
  readonly labels: Labels;
  readonly #values: number[];
  /** Empty until there is one: most series have none. */
  readonly #exemplars: (Exemplar | undefined)[] = [];
  #version = 0;

  constructor(names: readonly LineName[], labels: Labels) {
    this.names = names;
    this.labels = labels;
    this.size = names.length;
    this.#values = names.map(() => 0);
  }

  /** Adds how much each line grew in one worker. */
  grow(growth: NumberReader): void {
    this.#version++;
    for (let line = 0; line < this.size; line++) (this.#values[line] as number) += growth.next();
  }

  show(line: number, exemplar: Exemplar): void {
    const shown = this.#exemplars[line];
    if (shown === undefined || shown.at <= exemplar.at) this.#exemplars[line] = exemplar;
  }

  version(): number {
    return this.#version;
  }

  isExposed(): boolean {
    return true;
  }

  starts(): readonly string[] {
    return lineStarts(this.names, this.labels);
  }

  values(): ArrayLike<number> {
    return this.#values;
  }

  exemplars(): readonly (Exemplar | undefined)[] {
    return this.#exemplars;
  }

  samples(): readonly Sample[] {
    return this.names.map(({ name, le }, line) => ({
      metricName: name,
      labels: { ...le, ...this.labels },
      value: this.#values[line] as number,
    }));
  }
}
