/**
 * The private parts of Express 4 and 5 that say which route a request took. They are read here and in
 * the files of this folder, nowhere else. Express 5 routes with the package `router`; from 2.3.0 on its layers keep the
 * pattern they were made from (`rawPath`), before that only the matchers do. Express 4 keeps a regular expression.
 */

/** A path as it is given to `app.get()`. */
export type PathPattern = string | RegExp | readonly PathPattern[];

/** What `req.route` holds: one object per `app.get()`, `app.route()`… */
export interface Route {
  readonly path: PathPattern;
  readonly methods: Readonly<Record<string, boolean>>;
  readonly stack: readonly { readonly handle: unknown }[];
}

/** Other frameworks have layers too, with something else under the name: connect keeps a path there. */
export const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'stack' in value && Array.isArray(value.stack);

/** What a matcher of Express 5 answers: the matched part of the path and the parameters' decoded values. */
export interface PathMatch {
  readonly path: string;
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Layer {
  readonly route?: Route;
  readonly handle: unknown;
  readonly name?: string;
  /** Express 5 only: matches every path, as `app.use(handler)` does. */
  readonly slash?: boolean;
  /** Express 5 only: one for each path of the pattern. */
  readonly matchers?: readonly ((path: string) => PathMatch | false)[];
  /** router 2.3 and later. */
  readonly rawPath?: PathPattern;
  /** Express 4 only. */
  readonly regexp?: RegExp & { readonly fast_slash?: boolean; readonly fast_star?: boolean };
  /** Express 4 only, with `optional`. */
  readonly keys?: readonly ({ readonly name: string | number; readonly optional?: boolean } | string)[];
}

export interface Application {
  readonly mountpath: PathPattern;
  readonly parent?: Application;
  readonly handle: unknown;
  /** The prototypes of its requests and responses, and of those of applications mounted in it. */
  readonly request?: object;
  readonly response?: object;
  /** The settings of `app.set()`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Express 5; in Express 4 reading it throws. */
  readonly router?: { readonly stack: readonly Layer[] };
  /** Express 4; undefined before the first `use()` or route. */
  readonly _router?: { readonly stack: readonly Layer[] };
  /** Express 4 only. */
  readonly lazyrouter?: unknown;
}

export const isApplication = (value: unknown): value is Application =>
  typeof value === 'function' && 'handle' in value && 'set' in value && 'mountpath' in value;

/** An application's own router; in Express 4 undefined before the first `use()` or route. */
export const routerOf = (app: Application): { readonly stack: readonly Layer[] } | undefined =>
  app.lazyrouter === undefined ? app.router : app._router;

/** The layers of an application's own router. */
export const layersOf = (app: Application): readonly Layer[] => routerOf(app)?.stack ?? [];

/** The application that others are mounted in. */
export function rootOf(app: Application): Application {
  let root = app;
  for (let depth = 0; root.parent !== undefined && depth < 100; depth++) root = root.parent;
  return root;
}

/** Every single pattern of a path, in order. */
export const patternsOf = (path: PathPattern): readonly (string | RegExp)[] =>
  isList(path) ? path.flatMap(patternsOf) : [path];

const isList = (path: PathPattern): path is readonly PathPattern[] => Array.isArray(path);
