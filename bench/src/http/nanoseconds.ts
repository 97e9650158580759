import { Child } from './children/child';
import type { Runtime } from './runtimes';
import type { VariantName } from './variants';

const ROUNDS_PER_TURN = 100;
/** V8 compiles anew until about here: what instructions are counted after. */
const WARM_UP = 600;

/**
 * Nanoseconds of CPU per request that each variant adds to `none`: every variant in a process of its own, taking turns.
 * The least of all turns is taken: whatever else a machine does only adds to it.
 */
export async function nanosecondsOf<Name extends VariantName>(
  runtime: Runtime,
  variants: readonly Name[],
  turns: number,
): Promise<ReadonlyMap<Name, number>> {
  const none = await Child.start('rounds', runtime, 'none');
  const children = await Promise.all(variants.map((name) => Child.start('rounds', runtime, name)));
  try {
    for (const child of [none, ...children]) await child.ask(WARM_UP);
    const least = new Map<Child, number>();
    for (let turn = 0; turn < turns; turn++) {
      for (const child of [none, ...children]) {
        const taken = (await child.ask(ROUNDS_PER_TURN)) as number;
        least.set(child, Math.min(taken, least.get(child) ?? Infinity));
      }
    }
    const added = (child: Child | undefined) => (least.get(child as Child) ?? NaN) - (least.get(none) ?? NaN);
    return new Map(variants.map((name, index) => [name, added(children[index])]));
  } finally {
    for (const child of [none, ...children]) child.stop();
  }
}
