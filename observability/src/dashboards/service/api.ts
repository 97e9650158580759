import { deployAnnotation, alertAnnotation } from '../builder/annotations';
import { dashboard, type Row } from '../builder/dashboard';
import { heatmapPanel } from '../builder/heatmap';
import { seriesPanel } from '../builder/series';
import { statPanel } from '../builder/stat';
import { tablePanel } from '../builder/table';
import { noneIsGood, scale } from '../builder/thresholds';
import { labelVariable } from '../builder/variables';
import type { DashboardOptions } from '../options';
import { labelsOf } from '../slo/selectors';
import { uids } from '../uids';
import { durationHistogram, method, requests, route, status } from './requests';
import { scope, scopeVariables } from './scope';

const { rate, failed, failedShare, buckets, quantile } = requests(`${route}=~"$route"`);

/** Whether targets answer, of the jobs that had this package's metrics within a day: then an outage shows as 0. */
const instances = `up{${scope}} and on (job) group by (job) (last_over_time(http_server_active_requests{${scope}}[1d]))`;

/** Server errors as a share of requests: none, some, more than the strictest usual objective allows. */
const errorScale = scale('green', [0.001, 'orange'], [0.01, 'red']);

/** Any service that is instrumented with this package: what is asked, how it is answered, how fast. */
export const apiDashboard = (options: DashboardOptions): string =>
  dashboard({
    uid: uids.api,
    title: 'API',
    description: 'Requests of a service: how many, how they end, how long they take, by route.',
    over: '1h',
    variables: [
      ...scopeVariables(`${durationHistogram}_count`),
      labelVariable({
        name: 'route',
        title: 'Route',
        label: route,
        of: `${durationHistogram}_count{${scope}}`,
        all: '.+',
      }),
    ],
    annotations: [
      alertAnnotation(`${labelsOf(options).slo}!=""`, `{{alertname}} {{${labelsOf(options).slo}}}`),
      deployAnnotation(scope),
    ],
    rows: [now, traffic, latency, routes, limits],
  });

const now: Row = {
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

const traffic: Row = {
  title: 'Requests',
  panels: [
    seriesPanel({
      title: 'Requests by status',
      description:
        'Answers per second. A growing share of 4xx is a client gone wrong, or a route that moved.',
      unit: 'reqps',
      width: 8,
      height: 9,
      min: 0,
      stacked: true,
      queries: [{ expr: `${rate(status)} > 0`, legend: `{{${status}}}` }],
      named: { '^2': 'green', '^3': 'blue', '^4': 'yellow', '^5': 'red' },
    }),
    seriesPanel({
      title: 'Requests by route',
      description: 'The ten routes with the most requests.',
      unit: 'reqps',
      width: 8,
      height: 9,
      min: 0,
      queries: [{ expr: `topk(10, ${rate(route)} > 0)`, legend: `{{${route}}}` }],
    }),
    seriesPanel({
      title: 'Server errors by route',
      description:
        'The ten routes with the most answers of 5xx. All of them: the database or the process. One: its code.',
      unit: 'reqps',
      width: 8,
      height: 9,
      min: 0,
      queries: [{ expr: `topk(10, ${failed(route)})`, legend: `{{${route}}}` }],
    }),
  ],
};

const latency: Row = {
  title: 'Latency',
  panels: [
    heatmapPanel({
      title: 'Latency heatmap',
      description: 'How many requests took how long. Two bands are two kinds of requests: choose a route.',
      unit: 's',
      width: 12,
      queries: [{ expr: buckets(), legend: '{{le}}' }],
    }),
    seriesPanel({
      title: 'Latency quantiles',
      description: 'Estimates from the histogram’s buckets: no more exact than these are fine.',
      unit: 's',
      width: 12,
      height: 9,
      min: 0,
      queries: [
        { expr: quantile(0.5), legend: 'p50' },
        { expr: quantile(0.9), legend: 'p90' },
        { expr: quantile(0.99), legend: 'p99' },
      ],
    }),
    seriesPanel({
      title: 'p99 by route',
      description: 'The ten slowest routes.',
      unit: 's',
      width: 12,
      height: 9,
      min: 0,
      queries: [{ expr: `topk(10, ${quantile(0.99, route)})`, legend: `{{${route}}}` }],
    }),
    seriesPanel({
      title: 'Mean by route',
      description: 'Ten routes by the time an answer takes on average: exact, where quantiles are estimates.',
      unit: 's',
      width: 12,
      height: 9,
      min: 0,
      queries: [
        {
          expr:
            `topk(10,\n  sum by (${route}) (rate(${durationHistogram}_sum{${scope}, ${route}=~"$route"}[$__rate_interval]))\n` +
            `  /\n  (${rate(route)} > 0)\n)`,
          legend: `{{${route}}}`,
        },
      ],
    }),
  ],
};

const routes: Row = {
  title: 'Routes',
  panels: [
    tablePanel({
      title: 'Routes now',
      description: 'Every route with traffic, the busiest first.',
      unit: 'reqps',
      width: 24,
      height: 10,
      labels: [
        { title: 'Method', label: method },
        { title: 'Route', label: route },
      ],
      values: [
        { title: 'Requests', unit: 'reqps', decimals: 2, expr: `${rate(method, route)} > 0` },
        {
          title: 'Server errors',
          unit: 'percentunit',
          decimals: 2,
          colours: errorScale,
          expr: failedShare(method, route),
        },
        { title: 'p50', unit: 's', expr: quantile(0.5, method, route) },
        { title: 'p99', unit: 's', expr: quantile(0.99, method, route) },
      ],
      sortBy: { title: 'Requests' },
    }),
  ],
};

const limits: Row = {
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
      colours: noneIsGood,
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
