import type { Application } from './routes/express-internals';

/**
 * Watches each application once, by the prototypes that Express keeps for its requests and responses. Those of one that
 * is mounted in another application inherit from that one's, and need nothing if they are watched; those of one in a
 * plain router stand alone.
 */
export function watchOnce(watch: (request: object, response: object) => void): (app: Application) => void {
  const watched = new WeakSet<object>();
  return ({ request, response }) => {
    if (request === undefined || response === undefined || isIn(watched, response)) return;
    watched.add(response);
    watch(request, response);
  };
}

/** Whether a set has an object, or one that it inherits from. */
function isIn(set: WeakSet<object>, object: object): boolean {
  for (let one: object | null = object; one !== null; one = Reflect.getPrototypeOf(one))
    if (set.has(one)) return true;
  return false;
}
