import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { errorShare, timeQuantile } from '../numbers';
import type { Onward } from '../onward';
import { scope } from '../scope';
import { chosenRoutes } from './queries';

/** Whether targets answer, of the jobs that had this package's metrics within a day: then an outage shows as 0. */
const instances = `up{${scope}} and on (job) group by (job) (last_over_time(http_server_active_requests{${scope}}[1d]))`;

/** The service in six numbers. */
export const now = ({ errors, latency, service }: Onward): Row => ({
  title: 'Now',
  panels: [
    statPanel({
      title: 'Requests',
      description: 'Answers per second, of the routes chosen.',
      unit: 'reqps',
      width: 4,
      queries: [{ expr: chosenRoutes.rate() }],
    }),
    statPanel({
      ...errorShare(chosenRoutes),
      description: 'The share of answers with a status of 5xx.',
      links: errors,
    }),
    statPanel({
      ...timeQuantile(chosenRoutes, 0.5),
      description: 'Half of the requests are answered within this time.',
    }),
    statPanel({
      ...timeQuantile(chosenRoutes, 0.99),
      description: 'One request in a hundred takes longer. An estimate from the histogram’s buckets.',
      links: latency,
    }),
    statPanel({
      title: 'Being answered',
      description: 'Requests that wait for their answer at the moment.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `sum(http_server_active_requests{${scope}})` }],
    }),
    statPanel({
      title: 'Instances',
      description: 'Processes that answer the scraper, of those that it knows.',
      links: service,
      unit: 'none',
      width: 4,
      named: true,
      queries: [
        { expr: `sum(${instances})`, legend: 'up' },
        { expr: `count(${instances})`, legend: 'known' },
      ],
    }),
  ],
});
