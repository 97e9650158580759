import type { Exemplar } from '../exemplar';
import { exemplarText } from './exemplar-text';
import { overwrite, valueText } from './value-text';

/** The exemplar of each line that has one. */
export type Exemplars = readonly (Exemplar | undefined)[];
export const NO_EXEMPLARS: Exemplars = [];

/** The lines of one set of labels: where they are on a page, and what they say there. */
export class Block {
  start: number;
  length = 0;
  /** Where each line's value begins, counted from the block's start, and how long it is with its exemplar. */
  #places: readonly number[] = [];
  #lengths: number[] = [];
  readonly #values: number[] = [];
  #exemplars = NO_EXEMPLARS;

  constructor(start: number) {
    this.start = start;
  }

  /** The lines without values, to be put together from. */
  open(starts: readonly string[]): Buffer {
    let place = -1;
    this.#places = starts.map((start) => (place += Buffer.byteLength(start) + 1));
    this.#lengths = starts.map(() => 0);
    return Buffer.from(`${starts.join('\n')}\n`);
  }

  /** Writes changed values over old ones of the page; false if one does not fit. */
  patch(page: Buffer, values: ArrayLike<number>, exemplars: Exemplars): boolean {
    const shown = this.#exemplars;
    const plain = exemplars.length === 0 && shown.length === 0;
    for (let line = 0; line < values.length; line++) {
      const value = values[line] as number;
      if (value === this.#values[line] && (plain || exemplars[line] === shown[line])) continue;
      const place = this.start + (this.#places[line] as number);
      const written = exemplars[line] === undefined ? value : lineText(value, exemplars[line]);
      if (!overwrite(page, place, this.#lengths[line] as number, written)) return false;
      this.#values[line] = value;
    }
    if (!plain) this.#exemplars = [...exemplars];
    return true;
  }

  /** Puts the lines together anew from the old ones; to be copied before the next call for any block. */
  compose(old: Buffer, values: ArrayLike<number>, exemplars: Exemplars): Buffer {
    const texts = Array.from(values, (value, line) => lineText(value, exemplars[line]));
    const length = texts.reduce(
      (sum, text, line) => sum + text.length - (this.#lengths[line] as number),
      old.length,
    );
    const made = scratch(length);
    let from = 0;
    let to = 0;
    this.#places = texts.map((text, line) => {
      const end = this.#places[line] as number;
      const place = (to += old.copy(made, to, from, end));
      from = end + (this.#lengths[line] as number);
      to += made.write(text, to, 'latin1');
      return place;
    });
    old.copy(made, to, from);
    this.#lengths = texts.map((text) => text.length);
    for (let line = 0; line < values.length; line++) this.#values[line] = values[line] as number;
    this.#exemplars = [...exemplars];
    return made.subarray(0, length);
  }
}

const lineText = (value: number, exemplar: Exemplar | undefined) =>
  exemplar === undefined ? valueText(value) : valueText(value) + exemplarText(exemplar);

let scratchBuffer = Buffer.alloc(0);
/** A buffer of at least a length, for the moment. */
function scratch(length: number): Buffer {
  if (scratchBuffer.length < length) scratchBuffer = Buffer.alloc(length * 2);
  return scratchBuffer;
}
