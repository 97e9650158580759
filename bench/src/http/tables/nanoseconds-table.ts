import { estimate } from '../estimate';
import { GATED, MISTAKE, NANOSECONDS } from '../limits';
import { addedBy, nanosecondsOf, type ProcessSet } from '../nanoseconds';
import { PEERS_COMPARED, VARIANT_NAMES, type VariantName } from '../variants';
import { printTable, ratio, ratioWithError, type Table, whole } from './table';

/** Processes of each variant: on the Node that limits are for, and on another. */
const SETS = { quick: { limits: 5, other: 3 }, whole: { limits: 25, other: 7 } } as const;

type Sets = readonly ProcessSet<VariantName>[];

/** CPU time that each variant adds to a request. It depends on the machine: nothing fails for it. */
export const nanosecondsTable: Table = async (runtimes, quick) => {
  const names = VARIANT_NAMES.filter((name) => name !== 'none' && name !== MISTAKE);
  const { limits, other } = quick ? SETS.quick : SETS.whole;
  const columns: Sets[] = [];
  for (const [at, runtime] of runtimes.entries()) {
    columns.push(await nanosecondsOf(runtime, names, at === 0 ? limits : other));
  }
  printTable(
    `nanoseconds of CPU added to a request, garbage collection left out (midmeans of ${columns.map(({ length }) => length).join(' and ')} processes each)`,
    ['', ...runtimes.flatMap(({ name }) => [name, 'of floor'])],
    names.map((name) => [
      name,
      ...columns.flatMap((sets) => [
        whole(addedBy(sets, name)),
        ratio(addedBy(sets, name) / addedBy(sets, 'floor')),
      ]),
    ]),
  );
  sayLimits(columns[0] ?? []);
  return true;
};

/** What ours is held to, with the standard error of each ratio. */
function sayLimits(sets: Sets): void {
  const { mostOfFloor, leastNaive, leastPeer } = NANOSECONDS;
  const ours = (of: Sets) => addedBy(of, GATED);
  const bestPeer = (of: Sets) => Math.min(...PEERS_COMPARED.map((name) => addedBy(of, name)));
  const floor = estimate(sets, (of) => ours(of) / addedBy(of, 'floor'));
  say(`of the floor, at most ${mostOfFloor} x`, floor, floor.value <= mostOfFloor);
  const naive = estimate(sets, (of) => addedBy(of, 'naive') / ours(of));
  say(`cheaper than naive, at least ${leastNaive} x`, naive, naive.value >= leastNaive);
  const peer = estimate(sets, (of) => bestPeer(of) / ours(of));
  say(`cheaper than the best peer, at least ${leastPeer} x`, peer, peer.value >= leastPeer);
}

const say = (what: string, measured: Parameters<typeof ratioWithError>[0], holds: boolean) =>
  console.log(`  ${GATED}, ${what}: ${ratioWithError(measured)}${holds ? '' : ' (not in this run)'}`);
