import type { Arrivals } from '../arrivals';
import type { Cell } from '../cell';
import type { Ledger } from '../ledger';
import { SIZE_BOUNDS } from '../sizes';
import { buckets, type CellFamily, type PlainFamily } from './family';

const labels = ({ method, route, status }: Cell) => ({
  http_request_method: method,
  http_route: route,
  http_response_status_code: status,
});

/** How long requests took, with the labels that SLOs read. */
export const requestDuration = ({ layout }: Ledger, bounds: readonly number[]): CellFamily => ({
  name: 'http_server_request_duration_seconds',
  help: 'Duration of HTTP server requests, from the first middleware to the closed response.',
  type: 'histogram',
  labels,
  fromZero: true,
  exemplars: true,
  reading: buckets(layout.bounds, bounds, layout.durations, layout.seconds),
});

/** How many requests are being answered. */
export const activeRequests = (arrivals: Arrivals): PlainFamily => ({
  name: 'http_server_active_requests',
  help: 'HTTP server requests that are being answered.',
  type: 'gauge',
  samples: () =>
    arrivals.entries().map(({ method, scheme, active }) => ({
      metricName: 'http_server_active_requests',
      labels: { http_request_method: method, url_scheme: scheme },
      value: active,
    })),
});

/** How large bodies were, as they were sent: compressed where they were compressed. */
export const bodySizes = ({ layout }: Ledger, bounds: readonly number[]): readonly CellFamily[] => [
  {
    name: 'http_server_request_body_size_bytes',
    help: 'Size of HTTP server request bodies, without headers and framing.',
    type: 'histogram',
    labels,
    fromZero: false,
    reading: buckets(SIZE_BOUNDS, bounds, layout.requestSizes, layout.requestBytes),
  },
  {
    name: 'http_server_response_body_size_bytes',
    help: 'Size of HTTP server response bodies, without headers and framing.',
    type: 'histogram',
    labels,
    fromZero: false,
    reading: buckets(SIZE_BOUNDS, bounds, layout.responseSizes, layout.responseBytes),
  },
];

/** Says when a limit of the ledger was reached: those requests are counted, but under shared labels. */
export const overflowedRequests = (ledger: Ledger): PlainFamily => ({
  name: 'http_server_overflowed_requests_total',
  help: 'Requests counted under the route "overflow" because a limit on routes or series was reached.',
  type: 'counter',
  samples: () => [
    { metricName: 'http_server_overflowed_requests_total', labels: {}, value: ledger.overflowed() },
  ],
});
