import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { method } from '../requests';
import { scope } from '../scope';

/** Who is not let in, and what is not measured. */
export const limits: Row = {
  title: 'At the door',
  panels: [
    seriesPanel({
      title: 'Being answered',
      description: 'Requests under way, by method. Growing while the rate does not: answers got slow.',
      unit: 'none',
      width: 8,
      min: 0,
      queries: [
        { expr: `sum by (${method}) (http_server_active_requests{${scope}})`, legend: `{{${method}}}` },
      ],
    }),
    seriesPanel({
      title: 'Refused at authentication',
      description:
        'Requests that were not let in, by realm and reason. Refusals of the realm "metrics" are a scraper with a wrong token.',
      unit: 'reqps',
      width: 8,
      min: 0,
      queries: [
        {
          expr: `sum by (realm, reason) (rate(http_authentication_failures_total{${scope}}[$__rate_interval]))`,
          legend: '{{realm}}: {{reason}}',
        },
      ],
    }),
    seriesPanel({
      title: 'Measuring itself',
      description:
        'Requests counted under the route "overflow" because a limit on series was reached, and metrics that could not be collected. Both should be none.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [
        {
          expr: `sum(rate(http_server_overflowed_requests_total{${scope}}[$__rate_interval]))`,
          legend: 'overflowed requests',
        },
        {
          expr: `sum(rate(metrics_collection_failures_total{${scope}}[$__rate_interval]))`,
          legend: 'failed collections',
        },
      ],
    }),
  ],
};
