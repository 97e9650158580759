import type { Cell } from '../cell';
import type { Ledger } from '../ledger';
import type { CellFamily, Labels } from './family';
import type { Loan } from './loan';
import { Pages, PAUSE } from './pages';
import { Series, type SeriesKind, seriesKind } from './series';
import { type ExpositionFormat, labelText } from './text';

/** How many cells are looked at before other work may run. */
const CELLS_AT_ONCE = 256;
/** A registry has one set of default labels: only where they keep changing are there more pages, and the old ones go. */
const MOST_PAGES = 8;

/** All series of a family over a ledger, whose cells grow in number. */
export class SeriesTable {
  readonly #family: CellFamily;
  readonly #kind: SeriesKind;
  readonly #ledger: Ledger;
  readonly #byLabels = new Map<string, Series>();
  readonly #list: Series[] = [];
  /** What was written for each format and set of default labels. Only exemplars make formats differ. */
  readonly #pages = new Map<string, Pages>();
  #seen = 0;
  #resets = 0;

  constructor(family: CellFamily, ledger: Ledger) {
    this.#family = family;
    this.#kind = seriesKind(family, ledger.layout);
    this.#ledger = ledger;
    if (family.single === true) this.#at({});
  }

  /** Every series, those of new cells included. */
  series(): readonly Series[] {
    Array.from(this.#catchUp());
    return this.#list;
  }

  /** The lines of every series, page by page, and empty pages where other work may run; see {@link Pages.bytes}. */
  *pages(format: ExpositionFormat, loan: Loan, defaults: Labels = {}): Iterable<Buffer> {
    yield* this.#catchUp();
    yield* this.#pagesFor(format, defaults).bytes(loan);
  }

  #pagesFor(format: ExpositionFormat, defaults: Labels): Pages {
    const { resets } = this.#ledger;
    const withExemplars = this.#family.exemplars === true && format === 'openmetrics';
    const key = `${withExemplars}${labelText(defaults)}`;
    const known = resets === this.#resets ? this.#pages.get(key) : undefined;
    if (known !== undefined) return known;
    if (resets !== this.#resets || this.#pages.size >= MOST_PAGES) this.#pages.clear();
    this.#resets = resets;
    const pages = new Pages(this.#list, withExemplars, defaults);
    this.#pages.set(key, pages);
    return pages;
  }

  *#catchUp(): Iterable<Buffer> {
    const { cells } = this.#ledger;
    while (this.#seen < cells.length) {
      const cell = cells[this.#seen++] as Cell;
      const labels = this.#family.labels(cell);
      if (labels !== undefined) this.#at(labels).add(cell);
      if (this.#seen % CELLS_AT_ONCE === 0) yield PAUSE;
    }
  }

  #at(labels: Labels): Series {
    const key = labelText(labels);
    const known = this.#byLabels.get(key);
    if (known !== undefined) return known;
    const made = new Series(this.#kind, labels);
    this.#byLabels.set(key, made);
    this.#list.push(made);
    return made;
  }
}
