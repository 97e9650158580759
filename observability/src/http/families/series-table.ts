import type { Cell } from '../cell';
import type { Ledger } from '../ledger';
import type { CellFamily, Labels } from './family';
import { Page } from './page';
import { Series } from './series';
import { labelText } from './text';

/** All series of a family over a ledger, whose cells grow in number. */
export class SeriesTable {
  readonly #family: CellFamily;
  readonly #ledger: Ledger;
  readonly #series = new Map<string, { series: Series; page: Page }>();
  readonly #pages: Page[] = [];
  #seen = 0;
  #resets = 0;

  constructor(family: CellFamily, ledger: Ledger) {
    this.#family = family;
    this.#ledger = ledger;
    if (family.single === true) this.#at({});
  }

  /** Every series, those of new cells included. */
  *series(): Iterable<Series> {
    this.#catchUp();
    for (const { series } of this.#series.values()) yield series;
  }

  /** The lines of every series, page by page. The bytes are written over at the next call: copy them. */
  *pages(): Iterable<Buffer> {
    this.#catchUp();
    for (const page of this.#pages) yield page.bytes();
  }

  #catchUp(): void {
    const { cells, resets } = this.#ledger;
    if (resets !== this.#resets) for (const page of this.#pages) page.forget();
    this.#resets = resets;
    for (; this.#seen < cells.length; this.#seen++) {
      const cell = cells[this.#seen] as Cell;
      const labels = this.#family.labels(cell);
      if (labels === undefined) continue;
      const { series, page } = this.#at(labels);
      series.add(cell);
      page.touch(series);
    }
  }

  #at(labels: Labels): { series: Series; page: Page } {
    const key = labelText(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const series = new Series(this.#family, this.#ledger.layout, labels);
    const page = this.#openPage();
    page.add(series);
    const made = { series, page };
    this.#series.set(key, made);
    return made;
  }

  #openPage(): Page {
    const last = this.#pages.at(-1);
    if (last !== undefined && !last.isFull) return last;
    const page = new Page();
    this.#pages.push(page);
    return page;
  }
}
