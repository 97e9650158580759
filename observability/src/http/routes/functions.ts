import type { Arrival } from './resolve';
import type { RouteGraph } from './route-graph';
import type { Entry } from './router-watch';
import type { Step } from './step';
import { patternsAlong, rest } from './way';

type Mounts = readonly Step[];
export type KnownEntry = Entry & { readonly graph: RouteGraph };

export const functionsOf = (graphs: readonly RouteGraph[]): readonly Mounts[] =>
  graphs.flatMap(({ functions }) => functions);

/** The patterns of the mounts that led to a router which no layer has. */
export function prefixOf(
  entry: KnownEntry,
  entries: readonly KnownEntry[],
  arrival: Arrival,
): readonly string[] {
  const direct = exactly(functionsOf(arrival.homes), entry.base);
  if (direct !== undefined) return direct;
  // A function in a router that was itself entered through a function.
  for (const outer of entries.slice(0, entries.indexOf(entry)).reverse()) {
    if (outer.stack === entry.stack || !entry.base.startsWith(outer.base) || !arrival.trusts(outer)) continue;
    const inner = exactly(outer.graph.functions, entry.base.slice(outer.base.length));
    if (inner !== undefined) return [...prefixOf(outer, entries, arrival), ...inner];
  }
  return bestFunction(functionsOf(arrival.homes), entry.base) ?? [];
}

/** The patterns of mounts that take all of a text; those with the fewest parameters. */
function exactly(functions: readonly Mounts[], base: string): readonly string[] | undefined {
  const text = base === '' ? '/' : base;
  return fewestParameters(
    functions.filter((mounts) => rest(text, mounts) === '/'),
    text,
  );
}

/** The patterns of mounts that take the most of a text; of several, those with the fewest parameters. */
export function bestFunction(functions: readonly Mounts[], base: string): readonly string[] | undefined {
  const taking = functions
    .map((mounts) => ({ mounts, left: rest(base, mounts)?.length }))
    .filter((one): one is { mounts: Mounts; left: number } => one.left !== undefined);
  const least = Math.min(...taking.map(({ left }) => left));
  return fewestParameters(
    taking.filter(({ left }) => left === least).map(({ mounts }) => mounts),
    base,
  );
}

function fewestParameters(functions: readonly Mounts[], text: string): readonly string[] | undefined {
  return functions
    .flatMap((mounts) => {
      const patterns = patternsAlong(mounts, text);
      return patterns === undefined ? [] : [{ patterns, count: countOfParameters(patterns.join('')) }];
    })
    .sort((one, other) => one.count - other.count)[0]?.patterns;
}

export const countOfParameters = (pattern: string): number => pattern.match(/[:*(]/g)?.length ?? 0;
