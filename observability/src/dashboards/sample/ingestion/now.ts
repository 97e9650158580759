import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { noneIsGood, scale } from '../../builder/thresholds';
import { errorScale } from '../../service/scales';
import { discards, dropped, ingestRequests, itemRate } from './queries';

const { failedShare, quantile } = ingestRequests;

/** Ingestion in six numbers. */
export const now: Row = {
  title: 'Now',
  panels: [
    statPanel({
      title: 'Stored',
      description: 'Items per second that are in the database: an answer of 2xx comes after the commit.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: itemRate(', outcome="stored"') }],
      graph: true,
    }),
    statPanel({
      title: 'Dropped',
      description: 'The share of items that were received and not stored. Why is shown below.',
      unit: 'percentunit',
      decimals: 2,
      width: 4,
      queries: [{ expr: `${itemRate(dropped)}\n/\n(${itemRate('')} > 0)` }],
      colours: scale('green', [0.05, 'orange'], [0.5, 'red']),
      graph: true,
    }),
    statPanel({
      title: 'Lost by the store',
      description: 'Items per second dropped for a fault of ours: the database, or a bug.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: itemRate(`${dropped}, reason=~"store_unavailable|internal"`) }],
      colours: noneIsGood,
      graph: true,
    }),
    statPanel({
      title: 'Discarded by SDKs',
      description: 'Events per second that SDKs say they dropped themselves, before sending.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: discards() }],
      graph: true,
    }),
    statPanel({
      title: 'Server errors',
      description: 'The share of 5xx among the answers to SDKs.',
      unit: 'percentunit',
      decimals: 2,
      width: 4,
      queries: [{ expr: failedShare() }],
      colours: errorScale,
      graph: true,
    }),
    statPanel({
      title: 'p99',
      description: 'One answer in a hundred takes longer. The objective of ingest-latency is 250 ms.',
      unit: 's',
      width: 4,
      queries: [{ expr: quantile(0.99) }],
      colours: scale('green', [0.25, 'orange'], [1, 'red']),
      graph: true,
    }),
  ],
};
