import { type Application, isRoute, type Layer, layersOf, type Route } from './express-internals';
import { type Step, stepsOf } from './step';
import { mountedApplication } from './sub-application';
import type { Way } from './way';

/** Routers mounted in each other deeper than this, or in themselves, are not followed further. */
const DEEPEST = 32;
/** More ways to one route than this are not told apart. */
const MOST_WAYS = 64;

/** Every route an application declares, also in mounted routers and applications, with all ways that lead to it. */
export function declaredRoutes(app: Application): ReadonlyMap<Route, readonly Way[]> {
  const found = new Map<Route, Way[]>();
  visit(layersOf(app), [[]], 0);
  return found;

  function visit(layers: readonly Layer[], mounts: readonly (readonly Step[])[], depth: number): void {
    if (depth > DEEPEST) return;
    for (const layer of layers) {
      const { route } = layer;
      const inside = route === undefined ? layersInside(layer) : undefined;
      if (isRoute(route)) note(route, layer, mounts, depth);
      else if (inside !== undefined) visit(inside, extended(mounts, layer), depth + 1);
    }
  }

  function note(route: Route, layer: Layer, mounts: readonly (readonly Step[])[], depth: number): void {
    const ways = found.get(route) ?? [];
    if (!found.has(route)) found.set(route, ways);
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

function layersInside(layer: Layer): readonly Layer[] | undefined {
  const app = mountedApplication(layer);
  return app === undefined ? routerLayers(layer.handle) : layersOf(app);
}

/** The layers of a router, or undefined for another handler. */
export function routerLayers(handle: unknown): readonly Layer[] | undefined {
  if (typeof handle !== 'function' || !('stack' in handle) || !Array.isArray(handle.stack)) return undefined;
  return handle.stack as readonly Layer[];
}

function extended(mounts: readonly (readonly Step[])[], layer: Layer): readonly (readonly Step[])[] {
  const steps = stepsOf(layer);
  return mounts.flatMap((taken) => steps.map((step) => [...taken, step])).slice(0, MOST_WAYS);
}
