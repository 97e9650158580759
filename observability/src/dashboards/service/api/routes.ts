import type { Row } from '../../builder/dashboard';
import { tablePanel } from '../../builder/table';
import { errorScale } from '../scales';
import { method, route } from '../requests';
import { chosenRoutes } from './queries';

const { rate, failedShare, quantile } = chosenRoutes;

/** Every route in one table. */
export const routes: Row = {
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
