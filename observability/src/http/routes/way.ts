import type { Step } from './step';
import { joinPatterns, pathOf } from './template';

/** One way to a route: a step through each mount, then one through the route itself. */
export interface Way {
  readonly mounts: readonly Step[];
  readonly route: Step;
}

/** The template of a way, or undefined while a mount's pattern is unknown. A request's target may make it known. */
export function templateOf(way: Way, target?: string): string | undefined {
  let path = target === undefined ? undefined : pathOf(target);
  const mounts: string[] = [];
  for (const mount of way.mounts) {
    const pattern = mount.pattern(path);
    if (pattern === undefined) return undefined;
    mounts.push(pattern);
    path = path === undefined ? undefined : rest(path, mount);
  }
  const pattern = way.route.pattern(path);
  return pattern === undefined ? undefined : joinPatterns(mounts, pattern);
}

/** Whether a request's target goes this way. */
export function leadsAlong(way: Way, target: string): boolean {
  let path: string | undefined = pathOf(target);
  for (const mount of way.mounts) {
    path = rest(path, mount);
    if (path === undefined) return false;
  }
  return way.route.take(path) !== undefined;
}

/** What a mount leaves of a path for its own routes: always with a leading slash. */
function rest(path: string, mount: Step): string | undefined {
  const taken = mount.take(path);
  if (taken === undefined || !path.startsWith(taken)) return undefined;
  const left = path.slice(taken.length);
  return left.startsWith('/') ? left : taken.endsWith('/') || left === '' ? `/${left}` : undefined;
}
