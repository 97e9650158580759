import type { ClusterScrape } from '../scrape/cluster-program';
import { clusterRows, sentFew } from './cluster-table';

const scrape = (longestBlock: number, mostCpu: number, bytesPerWorker: number): ClusterScrape => ({
  longestBlock,
  mostCpu,
  bytesPerWorker,
});

const FIGURES = [
  { first: scrape(30, 20, 700_000), later: [scrape(5, 3, 20_000), scrape(7, 4, 21_000)] },
  { first: scrape(60, 25, 1_000_001), later: [scrape(6, 2, 22_000)] },
  { first: scrape(20, 15, 600_000), later: [] },
];

test('medians and worsts of all clusters, marked where they are over a limit', () => {
  expect(clusterRows(FIGURES)).toEqual([
    ['first scrape, median of 3', '30.0', '', '20.0', '700,000', ''],
    ['first scrape, the worst', '60.0', 'over 50 in this run', '25.0', '1,000,001', 'MISSED'],
    ['later scrape, median of 3', '6.0', '', '3.0', '21,000', ''],
    ['later scrape, the worst', '7.0', '', '4.0', '22,000', ''],
  ]);
});

test('holds only if no worker sent too much, and something was measured', () => {
  expect(sentFew(FIGURES)).toBe(false);
  expect(sentFew(FIGURES.filter(({ first }) => first.longestBlock !== 60))).toBe(true);
  expect(sentFew([])).toBe(false);
});
