import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { errorScale } from '../scales';
import { scope } from '../scope';
import { chosenRoutes } from './queries';

const { rate, failedShare, quantile } = chosenRoutes;

/** Whether targets answer, of the jobs that had this package's metrics within a day: then an outage shows as 0. */
const instances = `up{${scope}} and on (job) group by (job) (last_over_time(http_server_active_requests{${scope}}[1d]))`;

/** The service in six numbers. */
export const now: Row = {
  title: 'Now',
  panels: [
    statPanel({
      title: 'Requests',
      description: 'Answers per second, of the routes chosen.',
      unit: 'reqps',
      width: 4,
      queries: [{ expr: rate() }],
      graph: true,
    }),
    statPanel({
      title: 'Server errors',
      description: 'The share of answers with a status of 5xx.',
      unit: 'percentunit',
      decimals: 2,
      width: 4,
      queries: [{ expr: failedShare() }],
      colours: errorScale,
      graph: true,
    }),
    statPanel({
      title: 'p50',
      description: 'Half of the requests are answered within this time.',
      unit: 's',
      width: 4,
      queries: [{ expr: quantile(0.5) }],
      graph: true,
    }),
    statPanel({
      title: 'p99',
      description: 'One request in a hundred takes longer. An estimate from the histogram’s buckets.',
      unit: 's',
      width: 4,
      queries: [{ expr: quantile(0.99) }],
      graph: true,
    }),
    statPanel({
      title: 'Being answered',
      description: 'Requests that wait for their answer at the moment.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `sum(http_server_active_requests{${scope}})` }],
      graph: true,
    }),
    statPanel({
      title: 'Instances',
      description: 'Processes that answer the scraper, of those that it knows.',
      unit: 'none',
      width: 4,
      named: true,
      queries: [
        { expr: `sum(${instances})`, legend: 'up' },
        { expr: `count(${instances})`, legend: 'known' },
      ],
    }),
  ],
};
