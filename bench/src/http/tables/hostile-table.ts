import { harmTo, HOSTILE_REQUESTS } from '../hostile';
import { GATED, MISTAKE } from '../limits';
import { VARIANT_NAMES } from '../variants';
import { printTable, type Table, whole } from './table';

/** What requests to ever new paths leave behind. Ours must not grow by a line. */
export const hostileTable: Table = async ([runtime]) => {
  if (runtime === undefined) return true;
  const harms = new Map<string, Awaited<ReturnType<typeof harmTo>>>();
  for (const name of VARIANT_NAMES) {
    if (name !== 'none' && name !== 'floor' && name !== MISTAKE) harms.set(name, await harmTo(runtime, name));
  }
  printTable(
    `${whole(HOSTILE_REQUESTS)} requests to paths of their own, ${runtime.name}`,
    ['', 'lines before', 'after', 'next scrape, ms'],
    [...harms].map(([name, { linesBefore, linesAfter, scrape }]) => [
      name,
      whole(linesBefore),
      whole(linesAfter),
      scrape.toFixed(1),
    ]),
  );
  const ours = harms.get(GATED);
  const holds = ours !== undefined && ours.linesAfter === ours.linesBefore;
  console.log(`  ${GATED}: the number of lines ${holds ? 'holds' : 'DOES NOT HOLD'}`);
  return holds;
};
