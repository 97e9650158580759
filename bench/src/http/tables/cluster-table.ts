import { CLUSTER } from '../limits';
import type { ClusterFigures, ClusterScrape } from '../scrape/cluster-program';
import { inChild } from '../scrape/in-child';
import { printTable, type Table, whole } from './table';

/** What adding up a cluster's workers costs its primary. Bytes have to hold; milliseconds depend on the machine. */
export const clusterTable: Table = async (runtimes) => {
  let holds = true;
  for (const runtime of runtimes) {
    const figures = await inChild<ClusterFigures>(runtime, 'cluster-program', [String(CLUSTER.lines)]);
    const scrapes = Object.entries<ClusterScrape>({ ...figures });
    printTable(
      `a cluster of 4 workers with ${whole(CLUSTER.lines)} lines each, ${runtime.name}`,
      ['', 'longest block, ms', '', 'its CPU', 'bytes a worker', ''],
      scrapes.map(([name, { longestBlock, mostCpu, bytesPerWorker }]) => [
        `${name} scrape`,
        longestBlock.toFixed(1),
        longestBlock <= CLUSTER.longestBlock ? '' : `over ${CLUSTER.longestBlock} in this run`,
        mostCpu.toFixed(1),
        whole(bytesPerWorker),
        bytesPerWorker <= CLUSTER.bytesPerWorker ? '' : 'MISSED',
      ]),
    );
    const few = scrapes.every(([, { bytesPerWorker }]) => bytesPerWorker <= CLUSTER.bytesPerWorker);
    holds &&= figures !== undefined && few;
  }
  return holds;
};
