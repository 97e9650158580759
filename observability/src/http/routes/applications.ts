import { type Application, isRoute, type Layer, layersOf } from './express-internals';
import { mountedApplication, routerLayers } from './sub-application';

/** An application and all that answer in it, those in its routers and routes too; each before what is in it. */
export function applicationsIn(app: Application): Iterable<Application> {
  const found = new Set<Application>();
  const seen = new Set<readonly Layer[]>();
  meet(app);
  return found;

  function meet(one: Application): void {
    found.add(one);
    visit(layersOf(one));
  }

  function visit(layers: readonly Layer[]): void {
    if (seen.has(layers)) return;
    seen.add(layers);
    for (const layer of layers) {
      const inside = layer.route === undefined ? mountedApplication(layer) : undefined;
      if (inside === undefined)
        visit(isRoute(layer.route) ? layer.route.stack : (routerLayers(layer.handle) ?? []));
      else meet(inside);
    }
  }
}
