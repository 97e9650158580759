import type { Route } from './express-internals';
import { bestFunction, countOfParameters, functionsOf, prefixOf } from './functions';
import { routeGraph, type RouteGraph } from './route-graph';
import type { Entry } from './router-watch';
import { joinPatterns, pathOf } from './template';
import { endsAt, leadsAlong, type Place, rest, templateOf, type Way } from './way';

/** What is known when a request is over. */
export interface Arrival {
  readonly route: Route;
  readonly place: Place;
  readonly originalUrl: string;
  /** The graphs of the applications that are measured. */
  readonly homes: readonly RouteGraph[];
  /** The graph of another application that answered. */
  readonly foreign: RouteGraph | undefined;
  /** The routers it came to that no layer has. */
  readonly entries: readonly Entry[];
  /** Whether a router, or a route of its own, can be trusted to have no path of this request's. */
  readonly trusts: (known: Entry & { readonly graph: RouteGraph }) => boolean;
}

/** The template of the route that a request took. */
export interface Resolved {
  /** Undefined if there is none that no client could choose. */
  readonly template: string | undefined;
  /** Whether it is the same for every request whose mounts took the same text. */
  readonly steady: boolean;
}

/**
 * Finds the way that a request went: `baseUrl` says what its mounts took, also after `url` was rewritten; where an error
 * or `next()` has restored it, the whole path says it. Undefined if no way to the route is known.
 */
export function resolveRoute(arrival: Arrival): Resolved | undefined {
  const { route, place, homes } = arrival;
  const ways = homes.flatMap(({ routes }) => routes.get(route) ?? []);
  const whole = place.base + place.path;
  const ending = ways.find((way) => endsAt(way, place));
  if (ending !== undefined) {
    const steady = ways.every((way) => way === ending || !isAt(way, place.base));
    return { template: templateOf(ending, whole), steady };
  }
  const entered = throughEntries(arrival, whole);
  if (entered !== undefined) return entered;
  const leading = ways.find((way) => leadsAlong(way, whole));
  if (leading !== undefined) return { template: templateOf(leading, whole), steady: false };
  const other = arrival.foreign?.routes.get(route) ?? [];
  const all = [...ways, ...other];
  const template = throughFunctions(all, arrival, whole) ?? behindOther(all, place) ?? byTarget(all, arrival);
  return template === undefined ? undefined : { template, steady: false };
}

const isAt = ({ mounts }: Way, base: string) => rest(base === '' ? '/' : base, mounts) === '/';

/** Through the last router that was entered, has the route, and lies in no other one. */
function throughEntries(arrival: Arrival, whole: string): Resolved | undefined {
  const { route, place, entries } = arrival;
  const known = entries.map((entry) => ({ ...entry, graph: routeGraph(entry.stack) }));
  const having = known.filter(({ graph }) => graph.routes.has(route));
  const outermost = having.filter(
    ({ stack }) => !having.some((other) => other.stack !== stack && other.graph.stacks.has(stack)),
  );
  const found = outermost
    .reverse()
    .flatMap((entry) => {
      const ways = entry.graph.routes.get(route) ?? [];
      const base = place.base.startsWith(entry.base) ? place.base.slice(entry.base.length) : '';
      const left = whole.startsWith(entry.base) ? whole.slice(entry.base.length) : whole;
      const way = ways.find((one) => endsAt(one, { ...place, base }));
      const choice = way ?? ways.find((one) => leadsAlong(one, left)) ?? ways[0];
      if (choice === undefined) return [];
      return [{ entry, choice, left, at: way === undefined ? 1 : 0, alone: ways.length === 1 }];
    })
    .sort((one, other) => one.at - other.at)[0];
  if (found === undefined) return undefined;
  const { entry, choice, left } = found;
  const prefix = prefixOf(entry, known, arrival);
  if (!arrival.trusts(entry)) {
    return {
      template: prefix.some((one) => one !== '') ? joinPatterns(prefix, '/') : undefined,
      steady: false,
    };
  }
  const inside = templateOf(choice, left);
  if (inside === undefined) return undefined;
  return { template: joinPatterns(prefix, inside), steady: found.alone && found.at === 0 };
}

/** Through a function that hands requests to a router which is known from elsewhere, or to another application. */
function throughFunctions(ways: readonly Way[], arrival: Arrival, whole: string): string | undefined {
  const { place } = arrival;
  const templates: string[] = [];
  for (const mounts of functionsOf(arrival.homes)) {
    const base = mounts.length === 0 ? undefined : rest(place.base, mounts);
    const left = rest(whole, mounts);
    for (const way of ways) {
      for (let from = 0; from <= way.mounts.length; from++) {
        const inner: Way = { mounts: way.mounts.slice(from), route: way.route };
        const ends =
          base !== undefined && endsAt(inner, { base: base === '/' ? '' : base, path: place.path });
        if (!ends && (place.base !== '' || left === undefined || !leadsAlong(inner, left))) continue;
        const template = templateOf({ ...inner, mounts: [...mounts, ...inner.mounts] }, whole);
        if (template !== undefined) templates.push(template);
      }
    }
  }
  return templates.sort((one, other) => countOfParameters(one) - countOfParameters(other))[0];
}

/** Where the measured application is itself behind a function of another one, whose mounts are no part of its templates. */
function behindOther(ways: readonly Way[], { base, path }: Place): string | undefined {
  for (let at = base.indexOf('/', 1); ; at = base.indexOf('/', at + 1)) {
    const inner = { base: at < 0 ? '' : base.slice(at), path };
    const way = ways.find((one) => endsAt(one, inner) || leadsAlong(one, inner.base + path));
    if (way !== undefined) return templateOf(way, inner.base + path);
    if (at < 0) return undefined;
  }
}

/** Where a handler has rewritten the path after the route was found. */
function byTarget(ways: readonly Way[], { originalUrl }: Arrival): string | undefined {
  const target = pathOf(originalUrl);
  const way = ways.find((one) => leadsAlong(one, target)) ?? ways[0];
  return way && (templateOf(way, target) ?? templateOf(way));
}

/** The template of a route in no graph: its own pattern behind the function that took the most of the path. */
export function ownTemplate(own: string | undefined, { place, homes }: Arrival): string | undefined {
  const prefix = bestFunction(functionsOf(homes), place.base === '' ? place.path : place.base) ?? [];
  if (own !== undefined) return joinPatterns(prefix, own);
  return prefix.some((one) => one !== '') ? joinPatterns(prefix, '/') : undefined;
}
