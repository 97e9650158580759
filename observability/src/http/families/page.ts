import type { Exemplar } from '../exemplar';
import { exemplarText } from './exemplar-text';
import type { Lines } from './lines';
import { both, Loan } from './loan';
import { overwrite, valueText } from './value-text';

/** Lines on one page: few enough that making room within is short, many enough that copying it is fast. */
const PAGE_LINES = 256;

/** Where the lines of one set of labels are on a page, and what they say there. */
interface Block {
  readonly lines: Lines;
  /** The version that is written; NaN, which equals nothing, before the first time. */
  version: number;
  start: number;
  length: number;
  /** Where each line's value begins, counted from the block's start, and how long it is with its exemplar. */
  places: number[];
  lengths: number[];
  values: number[];
  exemplars: (Exemplar | undefined)[];
}

/**
 * Lines as bytes that are kept between scrapes, and lent to who sends them. A value that changed is written over the
 * old one if it is as long; where one grew, its block is put together anew from its own bytes, and what follows is
 * moved. What is still being read is left as it is: the first change goes to a copy.
 */
export class Page {
  readonly #blocks: Block[] = [];
  readonly #withExemplars: boolean;
  #lines = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #used = 0;
  /** The part of the bytes that is used. */
  #view: Buffer = this.#bytes;
  /** Whoever still reads the bytes. */
  #loan = NOBODY;

  constructor(withExemplars: boolean) {
    this.#withExemplars = withExemplars;
  }

  get isFull(): boolean {
    return this.#lines >= PAGE_LINES;
  }

  add(lines: Lines): void {
    const block = {
      version: NaN,
      start: this.#used,
      length: 0,
      places: [],
      lengths: [],
      values: [],
      exemplars: [],
    };
    this.#blocks.push({ lines, ...block });
    this.#lines += lines.size;
  }

  /** All lines, as they are now and stay until the loan is over. */
  bytes(loan: Loan): Buffer {
    this.#update();
    if (this.#view.length !== this.#used || this.#view.buffer !== this.#bytes.buffer)
      this.#view = this.#bytes.subarray(0, this.#used);
    this.#loan = both(this.#loan, loan);
    return this.#view;
  }

  #update(): void {
    for (let index = 0; index < this.#blocks.length; index++) {
      const block = this.#blocks[index] as Block;
      const version = block.lines.version();
      if (version === block.version || !block.lines.isExposed()) continue;
      const values = block.lines.values();
      const exemplars = (this.#withExemplars && block.lines.exemplars?.()) || NONE;
      if (!this.#loan.isOver) this.#copy(this.#used);
      if (block.length === 0) this.#open(index, block);
      if (!this.#patch(block, values, exemplars)) this.#rewrite(index, block, values, exemplars);
      block.version = version;
    }
  }

  /** Writes changed values over old ones; false if one does not fit. */
  #patch(block: Block, values: ArrayLike<number>, exemplars: Exemplars): boolean {
    for (let line = 0; line < values.length; line++) {
      const value = values[line] as number;
      const exemplar = exemplars[line];
      if (value === block.values[line] && exemplar === block.exemplars[line]) continue;
      const place = block.start + (block.places[line] as number);
      const text = exemplar === undefined ? undefined : valueText(value) + exemplarText(exemplar);
      if (!overwrite(this.#bytes, place, block.lengths[line] as number, text ?? value)) return false;
      block.values[line] = value;
      block.exemplars[line] = exemplar;
    }
    return true;
  }

  /** Writes a block's lines without values. */
  #open(index: number, block: Block): void {
    let place = -1;
    const starts = block.lines.starts();
    block.places = starts.map((start) => (place += Buffer.byteLength(start) + 1));
    block.lengths = starts.map(() => 0);
    block.values = starts.map(() => NaN);
    block.exemplars = starts.map(() => undefined);
    this.#resize(index, block, place + 1);
    this.#bytes.write(`${starts.join('\n')}\n`, block.start);
  }

  /** Puts a block together from what stands before its values and from new values. */
  #rewrite(index: number, block: Block, values: ArrayLike<number>, exemplars: Exemplars): void {
    const { start, places, lengths, length: oldLength } = block;
    const old = scratch(oldLength);
    this.#bytes.copy(old, 0, start, start + oldLength);
    const texts = Array.from(values, (value, line) => {
      const exemplar = exemplars[line];
      return exemplar === undefined ? valueText(value) : valueText(value) + exemplarText(exemplar);
    });
    const grown = texts.reduce((sum, { length }, line) => sum + length - (lengths[line] as number), 0);
    this.#resize(index, block, oldLength + grown);
    let from = 0;
    let to = 0;
    for (const [line, text] of texts.entries()) {
      const place = places[line] as number;
      to += old.copy(this.#bytes, start + to, from, place);
      from = place + (lengths[line] as number);
      places[line] = to;
      lengths[line] = text.length;
      to += this.#bytes.write(text, start + to, 'latin1');
    }
    old.copy(this.#bytes, start + to, from, oldLength);
    block.values = Array.from(values);
    block.exemplars = texts.map((_text, line) => exemplars[line]);
  }

  /** Gives a block another length, moving all that follows. */
  #resize(index: number, block: Block, length: number): void {
    const grown = length - block.length;
    if (this.#used + grown > this.#bytes.length) this.#copy(this.#used + grown);
    const end = block.start + block.length;
    this.#bytes.copyWithin(end + grown, end, this.#used);
    this.#used += grown;
    block.length = length;
    for (let next = index + 1; next < this.#blocks.length; next++)
      (this.#blocks[next] as Block).start += grown;
  }

  /** Goes on with bytes of its own, which have room for a length. */
  #copy(length: number): void {
    const copy = Buffer.allocUnsafeSlow(Math.ceil(length * ROOM));
    this.#bytes.copy(copy, 0, 0, this.#used);
    this.#bytes = copy;
    this.#loan = NOBODY;
  }
}

/** Nobody reads: the loan is over. */
const NOBODY = new Loan();
NOBODY.end();

type Exemplars = readonly (Exemplar | undefined)[];
const NONE: Exemplars = [];
/** How much more than asked for is taken, so that growing values seldom need a new buffer. */
const ROOM = 1.125;

let scratchBuffer = Buffer.alloc(0);
/** A buffer of at least a length, for the moment. */
function scratch(length: number): Buffer {
  if (scratchBuffer.length < length) scratchBuffer = Buffer.alloc(length * 2);
  return scratchBuffer;
}
