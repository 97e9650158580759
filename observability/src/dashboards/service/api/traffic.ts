import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import type { Onward } from '../onward';
import { route, status } from '../requests';
import { chosenRoutes } from './queries';

const { rate, failed } = chosenRoutes;

/** How many requests, and how they end. */
export const traffic = ({ errors }: Onward): Row => ({
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
      links: errors,
      queries: [{ expr: `topk(10, ${failed(route)})`, legend: `{{${route}}}` }],
    }),
  ],
});
