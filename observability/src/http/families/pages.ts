import type { Labels } from './family';
import type { Lines } from './lines';
import type { Loan } from './loan';
import { Page } from './page';

/** How many sets of labels are taken up before other work may run. */
const TAKEN_AT_ONCE = 64;
/** Handed out where other work may run. */
export const PAUSE: Buffer = Buffer.alloc(0);

/** The pages of a list that is only ever added to, in one format and with the same default labels on every line. */
export class Pages {
  readonly #list: readonly Lines[];
  readonly #withExemplars: boolean;
  readonly #defaults: Labels;
  readonly #pages: Page[] = [];
  #taken = 0;

  constructor(list: readonly Lines[], withExemplars: boolean, defaults: Labels = {}) {
    this.#list = list;
    this.#withExemplars = withExemplars;
    this.#defaults = { ...defaults };
  }

  /** Page by page, and {@link PAUSE}s. The bytes stay as they are until the loan is over. */
  *bytes(loan: Loan): Iterable<Buffer> {
    while (this.#taken < this.#list.length) {
      this.#openPage().add(this.#list[this.#taken++] as Lines);
      if (this.#taken % TAKEN_AT_ONCE === 0) yield PAUSE;
    }
    for (const page of this.#pages) yield page.bytes(loan);
  }

  #openPage(): Page {
    const last = this.#pages.at(-1);
    if (last !== undefined && !last.isFull) return last;
    const page = new Page(this.#withExemplars, this.#defaults);
    this.#pages.push(page);
    return page;
  }
}
