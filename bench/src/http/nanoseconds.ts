import { Child } from './children/child';
import type { Turn } from './children/rounds';
import { midmean } from './estimate';
import type { Runtime } from './runtimes';
import { PATCHING, type VariantName } from './variants';

/** A turn is some milliseconds long: of many, few are disturbed. */
const ROUNDS_PER_TURN = 40;
const TURNS = 50;
/** Turns until V8 has compiled what is hot for good, as it has in a server that runs for a minute. */
const WARM_UP_TURNS = 60;

/** Nanoseconds of CPU per request that each variant adds, each in one process. */
export type ProcessSet<Name extends VariantName> = ReadonlyMap<Name, number>;

/**
 * Measures every variant in processes of its own, taking turns, as many times as asked for. Within a process, turns with
 * the variant and without any alternate, and the difference of each pair counts: where V8 happens to place code and
 * objects, and what else the machine does, is nearly the same for both. Between processes it is not, hence many of them.
 * Only what patches Node has to be held against another process.
 */
export async function nanosecondsOf<Name extends VariantName>(
  runtime: Runtime,
  variants: readonly Name[],
  sets: number,
): Promise<readonly ProcessSet<Name>[]> {
  const measured: ProcessSet<Name>[] = [];
  for (let set = 0; set < sets; set++) {
    const added = new Map<Name, number>();
    for (const name of variants) added.set(name, await addedInProcess(runtime, name));
    measured.push(added);
  }
  return measured;
}

/** What a variant adds, by some sets of processes. */
export const addedBy = <Name extends VariantName>(sets: readonly ProcessSet<Name>[], name: Name): number =>
  midmean(sets.map((set) => set.get(name) ?? NaN));

async function addedInProcess(runtime: Runtime, name: VariantName): Promise<number> {
  const child = await Child.start('rounds', runtime, name);
  const bare = PATCHING.has(name) ? await Child.start('rounds', runtime, 'none') : undefined;
  try {
    const differences: number[] = [];
    for (let turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
      const [beside, variant] = (await child.ask(ROUNDS_PER_TURN)) as Turn;
      const [none] = bare === undefined ? [beside] : ((await bare.ask(ROUNDS_PER_TURN)) as Turn);
      if (turn >= WARM_UP_TURNS) differences.push(variant - none);
    }
    return midmean(differences);
  } finally {
    child.stop();
    bare?.stop();
  }
}
