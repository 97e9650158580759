import type { Layer } from './express-internals';

/** The parts of a router's prototype that are watched, the same in Express 4 and in the package `router`. */
type RouterPrototype = Record<'handle' | 'use' | 'route', (this: Router, ...given: unknown[]) => unknown>;
interface Router {
  readonly stack: readonly Layer[];
}

/** A router that no layer of a measured application has, and a request that came to it. */
export interface Entry {
  readonly stack: readonly Layer[];
  /** What the mounts before it took off the path: text of the client's. */
  readonly base: string;
  /** Whether another request came to this router before. */
  readonly again: boolean;
}

/** How many declarations were made since routers are watched, and how many of them in routers that were read before. */
export const DECLARATIONS = { made: 0, changes: 0 };

const WATCHED = new WeakSet<object>();
const READ = new WeakSet<readonly Layer[]>();
const MEASURED = new WeakSet<readonly Layer[]>();
const DECLARED = new WeakMap<readonly Layer[], number>();
const ENTERED = new WeakSet<readonly Layer[]>();
const ENTRIES = new WeakMap<object, Entry[]>();

/**
 * Watches all routers of the same make, on their prototype: what is declared from now on, and which requests come to a
 * router that is reached by a function only (`app.use('/admin', (req, res, next) => admin(req, res, next))`).
 */
export function watchRouters(router: object | undefined): void {
  const prototype = router === undefined ? undefined : prototypeOf(router);
  if (prototype === undefined || WATCHED.has(prototype)) return;
  WATCHED.add(prototype);
  const { handle } = prototype;
  Reflect.set(prototype, 'handle', function (this: Router, request: object, ...rest: unknown[]) {
    if (!MEASURED.has(this.stack)) note(this.stack, request);
    return handle.call(this, request, ...rest);
  });
  for (const method of ['use', 'route'] as const) {
    const inherited = prototype[method];
    Reflect.set(prototype, method, function (this: Router, ...given: unknown[]) {
      const made = inherited.apply(this, given);
      DECLARED.set(this.stack, ++DECLARATIONS.made);
      if (READ.has(this.stack)) DECLARATIONS.changes++;
      return made;
    });
  }
}

/** Notes that the layers of a router were read; `measured` if they lie in an application that is measured. */
export function markAsRead(stack: readonly Layer[], measured: boolean): void {
  READ.add(stack);
  if (measured) MEASURED.add(stack);
}

/** The number of the last declaration in a router; 0 if it was made before routers were watched. */
export const lastDeclaration = (stack: readonly Layer[]): number => DECLARED.get(stack) ?? 0;

/** The routers that a request came to and that no layer has, in this order. */
export const entriesOf = (request: object): readonly Entry[] => ENTRIES.get(request) ?? [];

function note(stack: readonly Layer[], request: object): void {
  const entries = ENTRIES.get(request) ?? [];
  if (entries.length === 0) ENTRIES.set(request, entries);
  if (entries.length >= MOST_ENTRIES) return;
  const before = entries.find((entry) => entry.stack === stack);
  const again = before?.again ?? ENTERED.has(stack);
  ENTERED.add(stack);
  entries.push({ stack, base: (request as { baseUrl?: string }).baseUrl ?? '', again });
}
const MOST_ENTRIES = 64;

/** The prototype that a router has its methods from. */
function prototypeOf(router: object): RouterPrototype | undefined {
  for (let one = Reflect.getPrototypeOf(router); one !== null; one = Reflect.getPrototypeOf(one)) {
    if (METHODS.every((method) => typeof Reflect.getOwnPropertyDescriptor(one, method)?.value === 'function'))
      return one as RouterPrototype;
  }
  return undefined;
}
const METHODS = ['handle', 'use', 'route'] as const;
