import { instructionsOf } from '../instructions';
import { GATED, INSTRUCTIONS_LIMIT, MISTAKE } from '../limits';
import { missingValgrind } from '../valgrind';
import { VARIANT_NAMES, type VariantName } from '../variants';
import { printTable, ratio, type Table, whole } from './table';

/** Those that say whether our own limits hold. */
const FEW: readonly VariantName[] = ['none', 'floor', 'naive', GATED];

/** Instructions that each variant adds to a request: repeatable, whatever else the machine does. */
export const instructionsTable: Table = async (runtimes, quick) => {
  const missing = missingValgrind();
  if (missing !== undefined) {
    console.log(`\ninstructions: skipped, ${missing}`);
    return true;
  }
  const names = quick ? FEW : VARIANT_NAMES.filter((name) => name !== MISTAKE);
  const columns: ((name: VariantName) => number)[] = [];
  for (const runtime of quick ? runtimes.slice(0, 1) : runtimes) {
    const counted = await instructionsOf(runtime, names);
    columns.push((name) => (counted.get(name) ?? NaN) - (counted.get('none') ?? NaN));
  }
  printTable(
    'instructions added to a request',
    ['', ...columns.flatMap((_column, at) => [runtimes[at]?.name ?? '', 'of ours'])],
    names
      .filter((name) => name !== 'none')
      .map((name) => [name, ...columns.flatMap((of) => [whole(of(name)), ratio(of(name) / of(GATED))])]),
  );
  const ours = columns[0]?.(GATED) ?? NaN;
  const holds = ours <= INSTRUCTIONS_LIMIT;
  console.log(
    `  ${GATED}: ${whole(ours)}, at most ${whole(INSTRUCTIONS_LIMIT)}: ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  );
  return holds;
};
