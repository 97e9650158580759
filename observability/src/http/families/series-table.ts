import type { Cell } from '../cell';
import type { Ledger } from '../ledger';
import type { CellFamily, Labels } from './family';
import type { Loan } from './loan';
import { Pages, PAUSE } from './pages';
import { Series, type SeriesKind, seriesKind } from './series';
import { type ExpositionFormat, labelText } from './text';

/** How many cells are looked at before other work may run. */
const CELLS_AT_ONCE = 256;

/** All series of a family over a ledger, whose cells grow in number. */
export class SeriesTable {
  readonly #family: CellFamily;
  readonly #kind: SeriesKind;
  readonly #ledger: Ledger;
  readonly #byLabels = new Map<string, Series>();
  readonly #list: Series[] = [];
  /** What was written for each format that was asked for. Only exemplars make them differ. */
  readonly #pages = new Map<boolean, Pages>();
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
  *pages(format: ExpositionFormat, loan: Loan): Iterable<Buffer> {
    yield* this.#catchUp();
    yield* this.#pagesFor(format).bytes(loan);
  }

  #pagesFor(format: ExpositionFormat): Pages {
    const { resets } = this.#ledger;
    if (resets !== this.#resets) this.#pages.clear();
    this.#resets = resets;
    const withExemplars = this.#family.exemplars === true && format === 'openmetrics';
    const known = this.#pages.get(withExemplars);
    const pages = known ?? new Pages(this.#list, withExemplars);
    this.#pages.set(withExemplars, pages);
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
