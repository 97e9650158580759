import { Block, NO_EXEMPLARS } from './block';
import type { Labels } from './family';
import type { Lines } from './lines';
import { both, Loan } from './loan';

/** Lines on one page: few enough that making room within is short, many enough that copying it is fast. */
const PAGE_LINES = 512;

/**
 * Lines as bytes that are kept between scrapes, and lent to who sends them. A value that changed is written over the
 * old one if it is as long; where one grew, its block is put together anew from its own bytes, and what follows is
 * moved. What is still being read is left as it is: the first change goes to a copy.
 */
export class Page {
  readonly #withExemplars: boolean;
  readonly #defaults: Labels;
  readonly #lines: Lines[] = [];
  /** The version that is written of each; NaN, which equals nothing, before the first time. */
  readonly #versions: number[] = [];
  readonly #blocks: Block[] = [];
  #size = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #used = 0;
  /** The part of the bytes that is used. */
  #view: Buffer = this.#bytes;
  /** Whoever still reads the bytes. */
  #loan = NOBODY;

  constructor(withExemplars: boolean, defaults: Labels) {
    this.#withExemplars = withExemplars;
    this.#defaults = defaults;
  }

  get isFull(): boolean {
    return this.#size >= PAGE_LINES;
  }

  add(lines: Lines): void {
    this.#lines.push(lines);
    this.#versions.push(NaN);
    this.#blocks.push(new Block(this.#used));
    this.#size += lines.size;
  }

  /** All lines, as they are now and stay until the loan is over. */
  bytes(loan: Loan): Buffer {
    // Most are as they were: nothing else of those is looked at.
    for (let index = 0; index < this.#lines.length; index++) {
      const lines = this.#lines[index] as Lines;
      const version = lines.version();
      if (version === this.#versions[index] || !lines.isExposed()) continue;
      this.#write(index, lines);
      this.#versions[index] = version;
    }
    this.#loan = both(this.#loan, loan);
    return this.#view;
  }

  #write(index: number, lines: Lines): void {
    const block = this.#blocks[index] as Block;
    const values = lines.values();
    const exemplars = (this.#withExemplars && lines.exemplars?.()) || NO_EXEMPLARS;
    if (!this.#loan.isOver) this.#copy(this.#used);
    const { start, length } = block;
    if (length > 0 && block.patch(this.#bytes, values, exemplars)) return;
    const old =
      length > 0 ? this.#bytes.subarray(start, start + length) : block.open(lines.starts(this.#defaults));
    const made = block.compose(old, values, exemplars);
    this.#resize(index, block, made.length);
    made.copy(this.#bytes, block.start);
  }

  /** Gives a block another length, moving all that follows. */
  #resize(index: number, block: Block, length: number): void {
    const grown = length - block.length;
    const used = this.#used + grown;
    // Those that are still to be opened will be about as long.
    const unopened = block.length === 0 ? this.#blocks.length - 1 - index : 0;
    if (used > this.#bytes.length) this.#copy(used + unopened * grown);
    const end = block.start + block.length;
    this.#bytes.copyWithin(end + grown, end, this.#used);
    this.#used = used;
    this.#view = this.#bytes.subarray(0, used);
    block.length = length;
    for (let next = index + 1; next < this.#blocks.length; next++)
      (this.#blocks[next] as Block).start += grown;
  }

  /** Goes on with bytes of its own, which have room for a length. */
  #copy(length: number): void {
    const copy = Buffer.allocUnsafeSlow(Math.ceil(length * ROOM));
    this.#bytes.copy(copy, 0, 0, this.#used);
    this.#bytes = copy;
    this.#view = copy.subarray(0, this.#used);
    this.#loan = NOBODY;
  }
}

/** Nobody reads: the loan is over. */
const NOBODY = new Loan();
NOBODY.end();

/** How much more than asked for is taken, so that growing values seldom need a new buffer. */
const ROOM = 1.125;
