import { type Application, layersOf, rootOf, type Route } from './express-internals';
import { routeGraph } from './route-graph';
import { templateOf } from './way';

/** The templates of an application's declared routes, as far as they are known, with the methods of each. */
export function* declaredTemplates(
  app: Application,
): Iterable<{ route: string; methods: readonly string[] }> {
  for (const [route, ways] of routeGraph(layersOf(rootOf(app))).routes) {
    const methods = methodsOf(route);
    for (const template of new Set(ways.map((way) => templateOf(way)))) {
      if (template !== undefined) yield { route: template, methods };
    }
  }
}

/** `app.all()` declares no method of its own: GET stands for it. */
const methodsOf = ({ methods }: Route) =>
  Object.keys(methods).map((method) => (method === '_all' ? 'GET' : method.toUpperCase()));
