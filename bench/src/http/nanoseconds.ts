import { Child } from './children/child';
import { midmean } from './estimate';
import { quantile } from './median';
import type { Runtime } from './runtimes';
import type { VariantName } from './variants';

/** A turn is some milliseconds long: short enough that many of them are disturbed by nothing else. */
const ROUNDS_PER_TURN = 40;
const TURNS = 60;
/** V8 compiles anew until about here: what instructions are counted after. */
const WARM_UP = 600;
/** Whatever else a machine does only adds to a turn; the very least of them is a stroke of luck. */
const UNDISTURBED = 0.05;

/** Nanoseconds of CPU per request that each variant adds to `none`, each in one process. */
export type ProcessSet<Name extends VariantName> = ReadonlyMap<Name, number>;

/**
 * Measures every variant in processes of its own, taking turns, as many times as asked for: where V8 happens to place
 * code and objects moves a process by more than what is measured, and no length of one run evens that out.
 */
export async function nanosecondsOf<Name extends VariantName>(
  runtime: Runtime,
  variants: readonly Name[],
  sets: number,
): Promise<readonly ProcessSet<Name>[]> {
  const measured: ProcessSet<Name>[] = [];
  for (let set = 0; set < sets; set++) {
    const [none = NaN, ...taken] = await undisturbedOfEach(runtime, ['none', ...variants]);
    measured.push(new Map(variants.map((name, index) => [name, (taken[index] ?? NaN) - none])));
  }
  return measured;
}

/** What a variant adds, by some sets of processes. */
export const addedBy = <Name extends VariantName>(sets: readonly ProcessSet<Name>[], name: Name): number =>
  midmean(sets.map((set) => set.get(name) ?? NaN));

async function undisturbedOfEach(
  runtime: Runtime,
  names: readonly VariantName[],
): Promise<readonly number[]> {
  const children = await Promise.all(names.map((name) => Child.start('rounds', runtime, name)));
  try {
    for (const child of children) await child.ask(WARM_UP);
    const turns = children.map((): number[] => []);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [index, child] of children.entries()) {
        turns[index]?.push((await child.ask(ROUNDS_PER_TURN)) as number);
      }
    }
    return turns.map((of) => quantile(of, UNDISTURBED));
  } finally {
    for (const child of children) child.stop();
  }
}
