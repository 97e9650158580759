import { Child } from './children/child';
import { median } from './median';
import type { Runtime } from './runtimes';
import type { VariantName } from './variants';

const ROUNDS_PER_TURN = 40;
const TURNS = 24;
/** V8 compiles anew until about here: what instructions are counted after. */
const WARM_UP = 600;

/**
 * Nanoseconds of CPU per request that each variant adds to `none`, in so many sets of processes: where V8 happens to
 * place code and objects moves a process by more than what is measured, and no length of one run evens that out.
 */
export async function nanosecondsOf<Name extends VariantName>(
  runtime: Runtime,
  variants: readonly Name[],
  sets: number,
): Promise<ReadonlyMap<Name, number>> {
  const added = new Map<Name, number[]>(variants.map((name) => [name, []]));
  for (let set = 0; set < sets; set++) {
    const [none = NaN, ...taken] = await leastOfEach(runtime, ['none', ...variants]);
    variants.forEach((name, index) => added.get(name)?.push((taken[index] ?? NaN) - none));
  }
  return new Map(variants.map((name) => [name, median(added.get(name) ?? [])]));
}

/**
 * Every variant in a process of its own, taking turns. Of each the turn that took least: whatever else a machine does
 * only adds to it.
 */
async function leastOfEach(runtime: Runtime, names: readonly VariantName[]): Promise<readonly number[]> {
  const children = await Promise.all(names.map((name) => Child.start('rounds', runtime, name)));
  try {
    for (const child of children) await child.ask(WARM_UP);
    const least = children.map(() => Infinity);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [index, child] of children.entries()) {
        least[index] = Math.min(least[index] ?? Infinity, (await child.ask(ROUNDS_PER_TURN)) as number);
      }
    }
    return least;
  } finally {
    for (const child of children) child.stop();
  }
}
