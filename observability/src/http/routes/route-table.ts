import type { Ledger, RouteCells } from '../ledger';
import { applicationsIn } from './applications';
import {
  type Application,
  isRoute,
  layersOf,
  patternsOf,
  rootOf,
  routerOf,
  type Route,
} from './express-internals';
import { type Arrival, ownTemplate, type Resolved, resolveRoute } from './resolve';
import { routeGraph } from './route-graph';
import { DECLARATIONS, entriesOf, watchRouters } from './router-watch';
import { pathOf } from './template';

/** What is read of Express's requests. */
export interface RoutedRequest {
  readonly route?: Route;
  /** The last application the request went through. */
  readonly app?: Application;
  /** What the mounts took off the path, unless an error or `next()` has restored it. */
  readonly baseUrl?: string;
  readonly url?: string;
  readonly originalUrl: string;
}

/** The cells that requests of a route have whose mounts took the same text as those of the last one. */
interface Found {
  readonly table: RouteTable;
  readonly changes: number;
  readonly base: string | undefined;
  readonly cells: RouteCells;
}

/** Where the last table that found a route's cells notes them, on the route: a map would cost each request a hash. */
const FOUND = Symbol('cells of the route');
interface MarkedRoute extends Route {
  readonly [FOUND]?: Found;
}

/** More applications than these, which share one middleware, are not known to be measured. */
const MOST_HOMES = 64;

/** Finds the cells of the route that a request took. Most routes have the same as for the request before. */
export class RouteTable {
  readonly #ledger: Ledger;
  readonly #unmatched: RouteCells;
  readonly #homes = new Set<Application>();
  /** Routes that no graph has and that answered before. */
  readonly #seen = new WeakSet<Route>();
  readonly #metAt = new WeakMap<Application, number>();
  /** How many declarations were made before the last application was entered. */
  #declared = 0;
  #met: (app: Application) => void = () => undefined;

  constructor(ledger: Ledger, unmatched: string) {
    this.#ledger = ledger;
    this.#unmatched = ledger.route(unmatched);
  }

  /**
   * Notes an application whose requests are measured: an application in a plain router does not know its parent.
   * `met` is called for it and for all that are found in it, now or later, perhaps several times.
   */
  enter(app: Application, met: (app: Application) => void): void {
    this.#met = met;
    if (this.#homes.size < MOST_HOMES) {
      this.#homes.add(rootOf(app));
      this.#declared = DECLARATIONS.made;
    }
    this.#meet(rootOf(app));
    this.#graphs();
  }

  /** The cells of the route that a request took last. */
  cells(request: RoutedRequest): RouteCells {
    const { route } = request;
    if (route === undefined) return this.#unmatched;
    const found = (route as MarkedRoute | null)?.[FOUND];
    if (found?.table === this && found.base === request.baseUrl && found.changes === DECLARATIONS.changes) {
      return found.cells;
    }
    return isRoute(route) ? this.#slowly(route, request) : this.#unmatched;
  }

  #slowly(route: Route, request: RoutedRequest): RouteCells {
    const { changes } = DECLARATIONS;
    const { template, steady } = this.#resolve(route, request);
    const cells = template === undefined ? this.#unmatched : this.#ledger.route(template);
    if (steady) {
      const found: Found = { table: this, changes, base: request.baseUrl, cells };
      Reflect.defineProperty(route, FOUND, { value: found, configurable: true });
    }
    return cells;
  }

  #resolve(route: Route, request: RoutedRequest): Resolved {
    const known = this.#seen.has(route) || this.#homes.size === 0;
    try {
      const arrival = this.#arrival(route, request);
      const resolved = resolveRoute(arrival);
      if (resolved?.template !== undefined || resolved?.steady === false) return resolved;
      this.#seen.add(route);
      // Of a way that is not known, the route's own pattern is left.
      return {
        template: ownTemplate(known || resolved ? ownPattern(route) : undefined, arrival),
        steady: false,
      };
    } catch {
      // Private parts may be other than they are known here.
      this.#seen.add(route);
      return { template: known ? ownPattern(route) : undefined, steady: false };
    }
  }

  #arrival(route: Route, request: RoutedRequest): Arrival {
    const { app, baseUrl = '', url = '/', originalUrl } = request;
    const homes = this.#graphs();
    const root = app && rootOf(app);
    if (root !== undefined) this.#meet(root);
    return {
      route,
      place: { base: baseUrl, path: pathOf(url) },
      originalUrl,
      homes,
      foreign: root === undefined || this.#homes.has(root) ? undefined : routeGraph(layersOf(root)),
      entries: entriesOf(request),
      trusts: ({ again, graph }) => again || graph.declared <= this.#declared,
    };
  }

  #graphs() {
    return Array.from(this.#homes, (home) => {
      this.#meet(home);
      return routeGraph(layersOf(home), true);
    });
  }

  /** Watches an application and all that are in it, unless nothing has changed since. */
  #meet(root: Application): void {
    if (this.#metAt.get(root) === DECLARATIONS.changes) return;
    this.#metAt.set(root, DECLARATIONS.changes);
    for (const app of applicationsIn(root)) {
      watchRouters(routerOf(app));
      this.#met(app);
    }
  }
}

/** The route's own pattern: all that is known of a route that hides behind a handler. */
const ownPattern = (route: Route) => patternsOf(route.path).map(String).join(',');
