import type { Cell } from '../cell';
import type { Ledger } from '../ledger';
import type { Family, Sample } from './family';

/** The OpenTelemetry histogram of how long requests took, with the labels that SLOs read. */
export const requestDuration = (ledger: Ledger): Family => ({
  name: 'http_server_request_duration_seconds',
  help: 'Duration of HTTP server requests, from the first middleware to the closed response.',
  type: 'histogram',
  samples: () => [...ledger.cells()].flatMap((cell) => histogram(NAME, cell, ledger.bounds)),
  reset: () => ledger.reset(),
});

const NAME = 'http_server_request_duration_seconds';

const labelsOf = ({ method, route, status }: Cell) => ({
  http_request_method: method,
  http_route: route,
  http_response_status_code: status,
});

function histogram(name: string, cell: Cell, bounds: Float64Array): readonly Sample[] {
  const labels = labelsOf(cell);
  let count = 0;
  const buckets = Array.from(cell.durations, (requests, index) => {
    count += requests;
    return { metricName: `${name}_bucket`, labels: { le: bounds[index] ?? '+Inf', ...labels }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: cell.sums[0] ?? 0 },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
