import { type Application, isApplication, type Layer, layersOf } from './express-internals';

/**
 * The application behind a layer of `app.use(path, otherApp)`. Express hides it in a closure, which gives each
 * request the application's prototype before anything else: so the layer is handed a request that only
 * notes its new prototype. Its address is unreadable from then on, which ends the routing before a handler runs.
 */
export function mountedApplication(layer: Layer): Application | undefined {
  if (isApplication(layer.handle)) return layer.handle;
  if (layer.name !== 'mounted_app' || typeof layer.handle !== 'function') return undefined;
  const probe = new Probe();
  try {
    const mounted = layer.handle as (request: object, response: object, next: () => void) => void;
    mounted(probe.request, probe.response, () => undefined);
  } catch {
    // Express 5 reads the address outside of its own error handling.
  }
  return probe.application;
}

class Probe {
  application: Application | undefined;
  readonly response = { setHeader: () => undefined, locals: {} };
  readonly request: object;

  constructor() {
    this.request = new Proxy(
      { app: { request: {}, response: {} }, method: 'GET', query: {} },
      {
        setPrototypeOf: (_target, prototype) => {
          const app: unknown = prototype === null ? undefined : (Reflect.get(prototype, 'app') as unknown);
          if (isApplication(app)) this.application ??= app;
          return true;
        },
        get: (target, key) => (key === 'url' ? this.#url() : (Reflect.get(target, key) as unknown)),
      },
    );
  }

  #url(): string {
    if (this.application !== undefined) throw new Error('a probe has no address');
    return '/';
  }
}

/** The layers of the application or router behind a layer, or undefined for a function. */
export function layersIn(layer: Layer): readonly Layer[] | undefined {
  const app = mountedApplication(layer);
  return app === undefined ? routerLayers(layer.handle) : layersOf(app);
}

/** The layers of a router, or undefined for another handler. */
export function routerLayers(handle: unknown): readonly Layer[] | undefined {
  if (typeof handle !== 'function' || !('stack' in handle) || !Array.isArray(handle.stack)) return undefined;
  return handle.stack as readonly Layer[];
}
