import type { Step } from './step';
import { joinPatterns } from './template';

/** One way to a route: a step through each mount, then one through the route itself. */
export interface Way {
  readonly mounts: readonly Step[];
  readonly route: Step;
}

/** Where a request is at its end: what its mounts took off the path, and what they left. */
export interface Place {
  readonly base: string;
  readonly path: string;
}

/** The template of a way, or undefined while a mount's pattern is unknown. A request's path may make it known. */
export function templateOf(way: Way, path?: string): string | undefined {
  const mounts = patternsAlong(way.mounts, path);
  if (mounts === undefined) return undefined;
  const left = path === undefined ? undefined : rest(path, way.mounts);
  const pattern = way.route.pattern(left);
  return pattern === undefined ? undefined : joinPatterns(mounts, pattern);
}

/** The patterns of mounts, or undefined while one is unknown. */
export function patternsAlong(mounts: readonly Step[], path?: string): readonly string[] | undefined {
  const patterns: string[] = [];
  let left = path;
  for (const mount of mounts) {
    const pattern = mount.pattern(left);
    if (pattern === undefined) return undefined;
    patterns.push(pattern);
    left = left === undefined ? undefined : restOf(left, mount);
  }
  return patterns;
}

/** Whether a request is at this way's end: its mounts took just what was taken off the path. */
export const endsAt = ({ mounts, route }: Way, { base, path }: Place): boolean =>
  rest(base === '' ? '/' : base, mounts) === '/' && route.take(path) !== undefined;

/** Whether a whole path goes this way. */
export function leadsAlong({ mounts, route }: Way, path: string): boolean {
  const left = rest(path, mounts);
  return left !== undefined && route.take(left) !== undefined;
}

/** What mounts leave of a path, always with a leading slash, or undefined if it does not go through them. */
export function rest(path: string, mounts: readonly Step[]): string | undefined {
  let left: string | undefined = path;
  for (const mount of mounts) {
    if (left === undefined) return undefined;
    left = restOf(left, mount);
  }
  return left;
}

function restOf(path: string, mount: Step): string | undefined {
  const taken = mount.take(path);
  if (taken === undefined || !path.startsWith(taken)) return undefined;
  const left = path.slice(taken.length);
  return left.startsWith('/') ? left : taken.endsWith('/') || left === '' ? `/${left}` : undefined;
}
