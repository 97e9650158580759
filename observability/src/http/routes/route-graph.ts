import { isRoute, type Layer, type Route } from './express-internals';
import { DECLARATIONS, lastDeclaration, markAsRead } from './router-watch';
import { type Step, stepsOf } from './step';
import { layersIn, routerLayers } from './sub-application';
import type { Way } from './way';

/** Routers mounted in each other deeper than this, or in themselves, are not followed further. */
const DEEPEST = 32;
/** More ways to one route than this are not told apart. */
const MOST_WAYS = 64;

/** What the layers of a router lead to, as far as it can be read. */
export interface RouteGraph {
  /** Every declared route, also in mounted routers and applications, with all ways that lead to it. */
  readonly routes: ReadonlyMap<Route, readonly Way[]>;
  /** The mounts before each function: it may hand requests to a router that no layer has. */
  readonly functions: readonly (readonly Step[])[];
  readonly stacks: ReadonlySet<readonly Layer[]>;
  /** The number of the last declaration in it. */
  readonly declared: number;
}

interface Read {
  readonly graph: RouteGraph;
  readonly changes: number;
  /** How many layers there were; routers of another copy of Express are not watched. */
  readonly layers: number;
}

const GRAPHS = new WeakMap<readonly Layer[], Read>();

/** The graph of a router, read anew if it changed. `measured` if it is the one of an application that is measured. */
export function routeGraph(root: readonly Layer[], measured = false): RouteGraph {
  const known = GRAPHS.get(root);
  if (known?.changes === DECLARATIONS.changes && known.layers === layersOfAll(known.graph))
    return known.graph;
  const graph = read(root);
  for (const stack of graph.stacks) markAsRead(stack, measured);
  GRAPHS.set(root, { graph, changes: DECLARATIONS.changes, layers: layersOfAll(graph) });
  return graph;
}

const layersOfAll = ({ stacks }: RouteGraph) => {
  let sum = 0;
  for (const { length } of stacks) sum += length;
  return sum;
};

function read(root: readonly Layer[]): RouteGraph {
  const routes = new Map<Route, Way[]>();
  const functions: (readonly Step[])[] = [];
  const stacks = new Set<readonly Layer[]>();
  visit(root, [[]], 0);
  const declared = Math.max(...Array.from(stacks, lastDeclaration));
  return { routes, functions, stacks, declared };

  function visit(layers: readonly Layer[], mounts: readonly (readonly Step[])[], depth: number): void {
    if (depth > DEEPEST) return;
    stacks.add(layers);
    functions.push(...mounts);
    for (const layer of layers) {
      const { route } = layer;
      const inside = route === undefined ? layersIn(layer) : undefined;
      if (isRoute(route)) note(route, layer, mounts, depth);
      else if (inside !== undefined) visit(inside, extended(mounts, layer), depth + 1);
      else if (!stepsOf(layer).every(({ everywhere }) => everywhere))
        functions.push(...extended(mounts, layer));
    }
  }

  function note(route: Route, layer: Layer, mounts: readonly (readonly Step[])[], depth: number): void {
    const ways = routes.get(route) ?? [];
    if (!routes.has(route)) routes.set(route, ways);
    for (const step of stepsOf(layer)) {
      for (const taken of mounts) if (ways.length < MOST_WAYS) ways.push({ mounts: taken, route: step });
    }
    // A router as a route's handler sees the whole path: it stands where the route stands.
    for (const { handle } of route.stack) {
      const inside = routerLayers(handle);
      if (inside !== undefined) visit(inside, mounts, depth + 1);
    }
  }
}

function extended(mounts: readonly (readonly Step[])[], layer: Layer): readonly (readonly Step[])[] {
  const steps = stepsOf(layer);
  return mounts.flatMap((taken) => steps.map((step) => [...taken, step])).slice(0, MOST_WAYS);
}
