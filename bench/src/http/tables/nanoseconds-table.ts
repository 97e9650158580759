import { GATED, MISTAKE, NANOSECONDS } from '../limits';
import { nanosecondsOf } from '../nanoseconds';
import { PEERS_COMPARED, VARIANT_NAMES, type VariantName } from '../variants';
import { printTable, ratio, type Table, whole } from './table';

/** Processes of each variant. */
const SETS = { quick: 3, whole: 9 } as const;

/** CPU time that each variant adds to a request. It depends on the machine: nothing fails for it. */
export const nanosecondsTable: Table = async (runtimes, quick) => {
  const names = VARIANT_NAMES.filter((name) => name !== 'none' && name !== MISTAKE);
  const sets = quick ? SETS.quick : SETS.whole;
  const columns: ReadonlyMap<VariantName, number>[] = [];
  for (const runtime of runtimes) columns.push(await nanosecondsOf(runtime, names, sets));
  const of = (column: number, name: VariantName) => columns[column]?.get(name) ?? NaN;
  printTable(
    `nanoseconds of CPU added to a request (median of ${sets} processes each)`,
    ['', ...runtimes.flatMap(({ name }) => [name, 'of floor'])],
    names.map((name) => [
      name,
      ...runtimes.flatMap((_runtime, at) => [whole(of(at, name)), ratio(of(at, name) / of(at, 'floor'))]),
    ]),
  );
  const ours = of(0, GATED);
  const bestPeer = Math.min(...PEERS_COMPARED.map((name) => of(0, name)));
  const { mostOfFloor, leastNaive, leastPeer } = NANOSECONDS;
  say(`of the floor, at most ${mostOfFloor} x`, ours / of(0, 'floor'), ours / of(0, 'floor') <= mostOfFloor);
  say(
    `cheaper than naive, at least ${leastNaive} x`,
    of(0, 'naive') / ours,
    of(0, 'naive') / ours >= leastNaive,
  );
  say(`cheaper than the best peer, at least ${leastPeer} x`, bestPeer / ours, bestPeer / ours >= leastPeer);
  return true;
};

const say = (what: string, measured: number, holds: boolean) =>
  console.log(`  ${GATED}, ${what}: ${ratio(measured)}${holds ? '' : ' (not in this run)'}`);
