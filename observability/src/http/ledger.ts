import { type Cell, emptyCell, requestsIn } from './cell';
import type { Layout } from './layout';
import { methodLabel, OTHER_METHOD } from './methods';

/** How much a ledger may hold, whatever an application does. */
export interface LedgerLimits {
  /** Route templates. */
  readonly routes: number;
  /** Combinations of method, route template and status. */
  readonly cells: number;
}

/** What requests beyond a limit are counted under. */
export const OVERFLOW_ROUTE = 'overflow';

/** The cells of one route template; `last` is the one that was used last, where most look-ups end. */
export interface RouteCells {
  readonly route: string;
  readonly cells: Cell[];
  last: Cell | undefined;
}

/**
 * The one record that all metric families are projections of: a cell for each method, route template and
 * status that occurred or was declared. Bounded: beyond a limit, requests share overflow cells.
 */
export class Ledger {
  readonly layout: Layout;
  /** Every cell, in the order it was made. Only ever added to. */
  readonly cells: Cell[] = [];
  /** How often everything was forgotten. */
  resets = 0;
  readonly #limits: LedgerLimits;
  readonly #routes = new Map<string, RouteCells>();
  readonly #overflow: RouteCells = { route: OVERFLOW_ROUTE, cells: [], last: undefined };

  constructor(layout: Layout, limits: LedgerLimits) {
    this.layout = layout;
    this.#limits = limits;
  }

  /** The cells of a route template, made on first use. */
  route(template: string): RouteCells {
    const known = this.#routes.get(template);
    if (known !== undefined) return known;
    if (this.#routes.size >= this.#limits.routes) return this.#overflow;
    const made: RouteCells = { route: template, cells: [], last: undefined };
    this.#routes.set(template, made);
    return made;
  }

  /** The cell of a method and status on a route, made on first use. */
  cell(route: RouteCells, method: string, status: number): Cell {
    const { last } = route;
    if (last !== undefined && last.status === status && last.method === method) return last;
    return this.#find(route, methodLabel(method), status);
  }

  /** Forgets every request; cells stay, at zero. */
  reset(): void {
    this.resets++;
    for (const cell of this.cells) {
      cell.values.fill(0);
      cell.exemplars = undefined;
    }
  }

  /** Requests that found no cell of their own because a limit was reached. */
  overflowed(): number {
    return this.#overflow.cells.reduce((sum, cell) => sum + requestsIn(cell, this.layout), 0);
  }

  #find(route: RouteCells, method: string, status: number): Cell {
    const found = route.cells.find((cell) => cell.status === status && cell.method === method);
    const cell = found ?? this.#make(route, method, status);
    route.last = cell;
    return cell;
  }

  #make(route: RouteCells, method: string, status: number): Cell {
    if (this.cells.length >= this.#limits.cells && !this.#isCoarse(route, method, status)) {
      return this.#find(this.#overflow, OTHER_METHOD, coarse(status));
    }
    const cell = emptyCell(method, route.route, status, this.layout);
    route.cells.push(cell);
    this.cells.push(cell);
    return cell;
  }

  /** Overflow cells proper: one per class of status, so at most nine beyond the limit. */
  #isCoarse(route: RouteCells, method: string, status: number): boolean {
    return route === this.#overflow && method === OTHER_METHOD && status === coarse(status);
  }
}

/** 503 → 500: the class of a status stays readable when its cell is shared. */
const coarse = (status: number) => Math.floor(status / 100) * 100;
