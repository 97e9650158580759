import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { noneIsGood, scale } from '../../builder/thresholds';
import type { Onward } from '../../service/onward';
import { errorShare, timeQuantile } from '../../service/numbers';
import { discards, dropped, ingestRequests, itemRate } from './queries';

/** Ingestion in six numbers. */
export const now = ({ errors, latency }: Onward): Row => ({
  title: 'Now',
  panels: [
    statPanel({
      title: 'Stored',
      description: 'Items per second that are in the database: an answer of 2xx comes after the commit.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: itemRate(', outcome="stored"') }],
    }),
    statPanel({
      title: 'Dropped',
      description: 'The share of items that were received and not stored. Why is shown below.',
      unit: 'percentunit',
      decimals: 2,
      width: 4,
      queries: [{ expr: `${itemRate(dropped)}\n/\n(${itemRate('')} > 0)` }],
      colours: scale('green', [0.05, 'orange'], [0.5, 'red']),
      noValue: 'no items',
    }),
    statPanel({
      title: 'Lost by the store',
      description: 'Items per second dropped for a fault of ours: the database, or a bug.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: itemRate(`${dropped}, reason=~"store_unavailable|internal"`) }],
      colours: noneIsGood,
    }),
    statPanel({
      title: 'Discarded by SDKs',
      description: 'Events per second that SDKs say they dropped themselves, before sending.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: discards() }],
    }),
    statPanel({
      ...errorShare(ingestRequests),
      description: 'The share of 5xx among the answers to SDKs.',
      links: errors,
    }),
    statPanel({
      ...timeQuantile(ingestRequests, 0.99),
      description: 'One answer in a hundred takes longer. The objective of ingest-latency is 250 ms.',
      links: latency,
      colours: scale('green', [0.25, 'orange'], [1, 'red']),
    }),
  ],
});
