import type { Ledger, RouteCells } from '../ledger';
import { applicationsIn } from './applications';
import { declaredRoutes } from './declared-routes';
import { type Application, isRoute, patternsOf, rootOf, type Route } from './express-internals';
import { leadsAlong, templateOf, type Way } from './way';

/** What is read of Express's requests. */
export interface RoutedRequest {
  readonly route?: Route;
  /** The last application the request went through. */
  readonly app?: Application;
  readonly originalUrl: string;
}

/** The cells of a route, where no request needs to tell its templates apart. */
interface Found {
  readonly table: RouteTable;
  readonly cells: RouteCells;
}

/** Where the last table that found a route's cells notes them, on the route: a map would cost each request a hash. */
const FOUND = Symbol('cells of the route');
interface MarkedRoute extends Route {
  readonly [FOUND]?: Found;
}

/** What is known of a route: the cells of its one template, or the ways to tell its templates apart by. */
interface Known {
  readonly cells: RouteCells | undefined;
  readonly ways: readonly Way[];
}

/**
 * Finds the cells of the route that a request took. A route's template is worked out once; only for a route with
 * several templates (a router mounted twice, an array of paths) is the request's target read.
 */
export class RouteTable {
  /** Weak: an application may make routes for each request. */
  readonly #known = new WeakMap<Route, Known>();
  readonly #ledger: Ledger;
  readonly #unmatched: RouteCells;
  #home: Application | undefined;
  #met: (app: Application) => void = () => undefined;

  constructor(ledger: Ledger, unmatched: string) {
    this.#ledger = ledger;
    this.#unmatched = ledger.route(unmatched);
  }

  /**
   * Notes the application whose requests are measured: an application in a plain router does not know its parent.
   * `met` is told of it and of all that are found in it, now or later, perhaps several times.
   */
  enter(app: Application, met: (app: Application) => void): void {
    this.#home = app;
    this.#met = met;
    this.#tellOf(app);
  }

  /** The cells of the route that a request took last. */
  cells(request: RoutedRequest): RouteCells {
    const { route } = request;
    if (route === undefined) return this.#unmatched;
    const found = (route as MarkedRoute | null)?.[FOUND];
    if (found?.table === this) return found.cells;
    return isRoute(route) ? this.#slowly(route, request) : this.#unmatched;
  }

  /** Every declared route whose template is known, with the methods it was declared for. */
  *declared(app: Application): Iterable<{ route: string; methods: readonly string[] }> {
    for (const [route, ways] of declaredRoutes(rootOf(app))) {
      const methods = methodsOf(route);
      for (const template of new Set(ways.map((way) => templateOf(way)))) {
        if (template !== undefined) yield { route: template, methods };
      }
    }
  }

  #slowly(route: Route, request: RoutedRequest): RouteCells {
    const { cells, ways } = this.#known.get(route) ?? this.#explore(route, request.app);
    if (cells === undefined) return this.#tellApart(route, ways, request.originalUrl);
    const found: Found = { table: this, cells };
    Reflect.defineProperty(route, FOUND, { value: found, configurable: true });
    return cells;
  }

  #explore(route: Route, app: Application | undefined): Known {
    try {
      this.#discover(route, app);
    } catch {
      // Private parts may be other than they are known here: of the route, its own pattern is left.
    }
    const known = this.#known.get(route) ?? { cells: this.#ledger.route(ownPattern(route)), ways: [] };
    this.#known.set(route, known);
    return known;
  }

  /** Learns all routes of the application that was entered, and of the one that a request came to. */
  #discover(route: Route, app: Application | undefined): void {
    this.#tellOf(app);
    for (const start of [this.#home, app]) {
      if (start === undefined || this.#known.has(route)) continue;
      for (const [found, ways] of declaredRoutes(rootOf(start))) this.#known.set(found, this.#weigh(ways));
    }
  }

  /** Tells of what is new in the application that was entered, and of one behind a handler that a request came to. */
  #tellOf(app: Application | undefined): void {
    const home = this.#home;
    if (home === undefined) return;
    const hidden = app === undefined || rootOf(app) === rootOf(home) ? [] : applicationsIn(rootOf(app));
    for (const one of [...applicationsIn(home), ...hidden]) this.#met(one);
  }

  #weigh(ways: readonly Way[]): Known {
    const templates = new Set(ways.map((way) => templateOf(way)));
    const [only] = templates;
    return { ways, cells: templates.size === 1 && only !== undefined ? this.#ledger.route(only) : undefined };
  }

  #tellApart(route: Route, ways: readonly Way[], target: string): RouteCells {
    const way = ways.find((candidate) => leadsAlong(candidate, target)) ?? ways[0];
    const template = way && templateOf(way, target);
    const cells = this.#ledger.route(template ?? ownPattern(route));
    if (ways.length === 1 && template !== undefined) this.#known.set(route, { ways, cells });
    return cells;
  }
}

/** The route's own pattern: all that is known of a route that hides behind a handler. */
const ownPattern = (route: Route) => patternsOf(route.path).map(String).join(',');

/** `app.all()` declares no method of its own: GET stands for it. */
const methodsOf = ({ methods }: Route) =>
  Object.keys(methods).map((method) => (method === '_all' ? 'GET' : method.toUpperCase()));
