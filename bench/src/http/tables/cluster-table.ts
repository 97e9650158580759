import { availableParallelism, loadavg } from 'node:os';
import { CLUSTER } from '../limits';
import { median } from '../median';
import type { ClusterFigures, ClusterScrape } from '../scrape/cluster-program';
import { inChild } from '../scrape/in-child';
import { printTable, type Table, whole } from './table';

/** Clusters that are started one after the other: each has one first scrape. */
const CLUSTERS = 5;

/** What adding up a cluster's workers costs its primary. Bytes have to hold; milliseconds depend on the machine. */
export const clusterTable: Table = async (runtimes, quick) => {
  let holds = true;
  for (const runtime of runtimes) {
    const figures: ClusterFigures[] = [];
    for (let started = 0; started < (quick ? 1 : CLUSTERS); started++) {
      const made = await inChild<ClusterFigures>(runtime, 'cluster-program', [String(CLUSTER.lines)]);
      if (made !== undefined) figures.push(made);
    }
    printTable(
      `a cluster of 4 workers with ${whole(CLUSTER.lines)} lines each, ${runtime.name}`,
      ['', 'longest block, ms', '', 'its CPU', 'bytes a worker', ''],
      clusterRows(figures),
    );
    holds = sentFew(figures) && holds;
  }
  console.log(`  ${busy()}`);
  return holds;
};

/** The first scrape, for which workers send everything, and later ones, for which they send what changed. */
export function clusterRows(figures: readonly ClusterFigures[]): readonly (readonly string[])[] {
  const first = figures.map((one) => one.first);
  const later = figures.flatMap((one) => one.later);
  return [
    row(`first scrape, median of ${first.length}`, first, median),
    row('first scrape, the worst', first, worst),
    row(`later scrape, median of ${later.length}`, later, median),
    row('later scrape, the worst', later, worst),
  ];
}

function row(name: string, scrapes: readonly ClusterScrape[], of: typeof median): readonly string[] {
  const block = of(scrapes.map(({ longestBlock }) => longestBlock));
  const bytes = of(scrapes.map(({ bytesPerWorker }) => bytesPerWorker));
  return [
    name,
    block.toFixed(1),
    block <= CLUSTER.longestBlock ? '' : `over ${CLUSTER.longestBlock} in this run`,
    of(scrapes.map(({ mostCpu }) => mostCpu)).toFixed(1),
    whole(bytes),
    bytes <= CLUSTER.bytesPerWorker ? '' : 'MISSED',
  ];
}

/** Whether there are figures, and no worker sent more than it may. */
export const sentFew = (figures: readonly ClusterFigures[]): boolean =>
  figures.length > 0 &&
  figures
    .flatMap(({ first, later }) => [first, ...later])
    .every(({ bytesPerWorker }) => bytesPerWorker <= CLUSTER.bytesPerWorker);

const worst = (values: readonly number[]) => Math.max(...values);

/** What others made of the machine: a process that waits for a processor looks blocked. */
const busy = () =>
  `${(loadavg()[0] ?? 0).toFixed(1)} processes wanted one of ${availableParallelism()} processors in the last minute`;
