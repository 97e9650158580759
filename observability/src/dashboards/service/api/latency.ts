import type { Row } from '../../builder/dashboard';
import { heatmapPanel } from '../../builder/heatmap';
import { seriesPanel } from '../../builder/series';
import type { Onward } from '../onward';
import { durationHistogram, route } from '../requests';
import { scope } from '../scope';
import { chosenRoutes } from './queries';

const { rate, buckets, quantile } = chosenRoutes;

/** How long answers take. */
export const latency = ({ latency: links }: Onward): Row => ({
  title: 'Latency',
  panels: [
    heatmapPanel({
      title: 'Latency heatmap',
      description:
        'How many requests per second took how long. Two bands are two kinds of requests: choose a route.',
      unit: 's',
      cellUnit: 'reqps',
      width: 12,
      links,
      queries: [{ expr: buckets(), legend: '{{le}}' }],
    }),
    seriesPanel({
      title: 'Latency quantiles',
      description: 'Estimates from the histogram’s buckets: no more exact than these are fine.',
      unit: 's',
      width: 12,
      height: 9,
      min: 0,
      links,
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
      links,
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
});
