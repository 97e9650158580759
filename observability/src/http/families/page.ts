import type { Series } from './series';

/** Series on one page: few enough that writing it anew is short, many enough that copying it is fast. */
export const PAGE_SERIES = 16;

/**
 * The lines of some series as bytes that are kept between scrapes. A value that changed is written over the old one
 * if it is as long; only when a value grew is the page written anew.
 */
export class Page {
  readonly #series: Series[] = [];
  /** Requests of each series when it was last written; -1 forces writing. */
  readonly #written: number[] = [];
  #values: number[] = [];
  #places: number[] = [];
  #lengths: number[] = [];
  #bytes: Buffer = Buffer.alloc(0);

  get isFull(): boolean {
    return this.#series.length >= PAGE_SERIES;
  }

  add(series: Series): void {
    this.#series.push(series);
    this.#written.push(-1);
  }

  /** Forces a series to be read again although its number of requests did not change: a cell was added to it. */
  touch(series: Series): void {
    this.#written[this.#series.indexOf(series)] = -1;
  }

  /** Forces all series to be read again. */
  forget(): void {
    this.#written.fill(-1);
  }

  /** All lines. The bytes are written over at the next call: copy them. */
  bytes(): Buffer {
    let line = 0;
    for (let index = 0; index < this.#series.length; index++) {
      const series = this.#series[index] as Series;
      const requests = series.requests();
      if (requests !== this.#written[index]) {
        if (this.#written[index] === -1 || !this.#patch(series.values(), line)) return this.#rewrite();
        this.#written[index] = requests;
      }
      if (requests > 0 || series.isExposed()) line += series.starts.length;
    }
    return this.#bytes;
  }

  /** Writes changed values over old ones, from a line on; false if one does not fit. */
  #patch(values: ArrayLike<number>, from: number): boolean {
    for (let offset = 0; offset < values.length; offset++) {
      const line = from + offset;
      const value = values[offset] as number;
      if (value === this.#values[line]) continue;
      if (!overwrite(this.#bytes, this.#places[line] as number, this.#lengths[line] as number, value))
        return false;
      this.#values[line] = value;
    }
    return true;
  }

  #rewrite(): Buffer {
    this.#values = [];
    this.#places = [];
    this.#lengths = [];
    const pieces: string[] = [];
    let place = 0;
    for (const [index, series] of this.#series.entries()) {
      this.#written[index] = series.requests();
      if (!series.isExposed()) continue;
      const values = series.values();
      for (const [line, start] of series.starts.entries()) {
        const value = values[line] as number;
        const text = valueText(value);
        pieces.push(start, text, '\n');
        place += Buffer.byteLength(start);
        this.#values.push(value);
        this.#places.push(place);
        this.#lengths.push(text.length);
        place += text.length + 1;
      }
    }
    this.#bytes = Buffer.from(pieces.join(''));
    return this.#bytes;
  }
}

/** Counts as they are; sums with a fixed number of decimals (a nanosecond), so that they seldom change their length. */
const valueText = (value: number) =>
  Number.isInteger(value) || Math.abs(value) >= 1e12 ? String(value) : value.toFixed(9);

const DIGIT_ZERO = 48;
/** Counts up to here are written digit by digit, without making a string. */
const MOST_DIGITS = 9;

/** Writes a value over one that is `length` bytes long; false if it has another length. */
function overwrite(bytes: Buffer, place: number, length: number, value: number): boolean {
  if (length <= MOST_DIGITS && Number.isInteger(value) && value >= 0) {
    let rest = value;
    let at = place + length;
    do {
      if (at === place) return false;
      bytes[--at] = DIGIT_ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    } while (rest > 0);
    return at === place;
  }
  const text = valueText(value);
  if (text.length !== length) return false;
  for (let at = 0; at < length; at++) bytes[place + at] = text.charCodeAt(at);
  return true;
}
