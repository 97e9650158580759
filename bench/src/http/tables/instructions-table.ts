import { instructionsOf } from '../instructions';
import { GATED, INSTRUCTIONS_LIMIT, MISTAKE } from '../limits';
import { missingValgrind } from '../valgrind';
import { VARIANT_NAMES, type VariantName } from '../variants';
import { printTable, ratio, type Table, whole } from './table';

/** Those that say whether our own limits hold. */
const FEW: readonly VariantName[] = ['none', 'floor', 'naive', GATED];

/**
 * Instructions that each variant adds to a request: repeatable, whatever else the machine does. On the pinned Node only: in
 * Node 20, V8 gives each request of Express a shape of its own, and counts of the same code are tens of thousands apart.
 */
export const instructionsTable: Table = async ([runtime], quick) => {
  const missing = missingValgrind();
  if (missing !== undefined) {
    console.log(`\ninstructions: skipped, ${missing}`);
    return true;
  }
  const names = quick ? FEW : VARIANT_NAMES.filter((name) => name !== MISTAKE);
  if (runtime === undefined) return true;
  const counted = await instructionsOf(runtime, names);
  const added = (name: VariantName) => (counted.get(name) ?? NaN) - (counted.get('none') ?? NaN);
  const ours = added(GATED);
  printTable(
    'instructions added to a request',
    ['', runtime.name, 'of ours'],
    names
      .filter((name) => name !== 'none')
      .map((name) => [name, whole(added(name)), ratio(added(name) / ours)]),
  );
  const holds = ours <= INSTRUCTIONS_LIMIT;
  console.log(
    `  ${GATED}: ${whole(ours)}, at most ${whole(INSTRUCTIONS_LIMIT)}: ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  );
  return holds;
};
