import type { Cell } from '../cell';
import { SIZE_BOUNDS } from '../sizes';
import { inMemoryBodies } from './django-bodies';
import { djangoMethod } from './django-labels';
import type { DjangoSource } from './django-source';
import { buckets, type CellFamily, type Labels, type PlainFamily } from './family';
import { addUp, counter, counts, sum, tallied } from './plain-family';

/**
 * The nineteen HTTP families of django-prometheus 2.5, by their exposed names, types, labels and buckets. Where that
 * counts wrongly it is not followed: an error is observed once in the latency by view, methods are clamped
 * everywhere, sizes are of bodies instead of headers, and responses of any middleware are counted.
 */
export function djangoFamilies(source: DjangoSource): readonly (CellFamily | PlainFamily)[] {
  const { ledger, arrivals, record, view, unmatched, latencyBounds, sizeBounds } = source;
  const { layout } = ledger;
  const latency = buckets(layout.bounds, latencyBounds, layout.durations, layout.seconds);
  const requests = { kind: 'sum', of: (values: Float64Array) => values[layout.requests] as number } as const;
  const started = () => sum(arrivals.entries().map((entry) => entry.started));
  const answered = () => sum(ledger.cells.map(({ values }) => requests.of(values)));

  return [
    counter(
      'django_http_requests_before_middlewares_total',
      'Total count of requests before middlewares run.',
      started,
    ),
    counter(
      'django_http_responses_before_middlewares_total',
      'Total count of responses before middlewares run.',
      answered,
    ),
    {
      name: 'django_http_requests_latency_including_middlewares_seconds',
      help: 'Histogram of requests processing time (including middleware processing time).',
      type: 'histogram',
      labels: () => ({}),
      single: true,
      fromZero: true,
      reading: latency,
    },
    counter(
      'django_http_requests_unknown_latency_including_middlewares_total',
      'Count of requests for which the latency was unknown (when computing ' +
        'django_http_requests_latency_including_middlewares_seconds).',
      () => 0,
    ),
    {
      name: 'django_http_requests_latency_seconds_by_view_method',
      help: 'Histogram of request processing time labelled by view.',
      type: 'histogram',
      labels: ({ method, route }: Cell) => ({ method: djangoMethod(method), view: view(route) }),
      fromZero: true,
      reading: latency,
    },
    counter(
      'django_http_requests_unknown_latency_total',
      'Count of requests for which the latency was unknown.',
      () => 0,
    ),
    counter('django_http_ajax_requests_total', 'Count of AJAX requests.', () => record.ajax),
    tallied('django_http_requests_total_by_method_total', 'Count of requests by method.', () =>
      addUp(
        arrivals.entries().map(({ method, started: count }) => [{ method: djangoMethod(method) }, count]),
      ),
    ),
    tallied('django_http_requests_total_by_transport_total', 'Count of requests by transport.', () =>
      addUp(arrivals.entries().map(({ scheme, started: count }) => [{ transport: scheme }, count])),
    ),
    tallied(
      'django_http_requests_total_by_view_transport_method_total',
      'Count of requests by view, transport, method.',
      () => addUp(ledger.cells.flatMap((cell) => byTransport(cell))),
    ),
    {
      name: 'django_http_requests_body_total_bytes',
      help: 'Histogram of requests by body size.',
      type: 'histogram',
      labels: () => ({}),
      single: true,
      fromZero: true,
      reading: buckets(SIZE_BOUNDS, sizeBounds, layout.requestSizes, layout.requestBytes),
    },
    tallied(
      'django_http_responses_total_by_templatename_total',
      'Count of responses by template name.',
      counts('templatename', record.templates),
    ),
    {
      name: 'django_http_responses_total_by_status_total',
      help: 'Count of responses by status.',
      type: 'counter',
      labels: ({ status }: Cell) => ({ status }),
      fromZero: true,
      reading: requests,
    },
    {
      name: 'django_http_responses_total_by_status_view_method_total',
      help: 'Count of responses by status, view, method.',
      type: 'counter',
      labels: ({ method, route, status }: Cell) => ({
        method: djangoMethod(method),
        status,
        view: view(route),
      }),
      fromZero: true,
      reading: requests,
    },
    inMemoryBodies(source),
    tallied(
      'django_http_responses_total_by_charset_total',
      'Count of responses by charset.',
      counts('charset', record.charsets),
    ),
    counter('django_http_responses_streaming_total', 'Count of streaming responses.', () =>
      sum([...record.streamedSizes]),
    ),
    tallied(
      'django_http_exceptions_total_by_type_total',
      'Count of exceptions by object type.',
      counts('type', record.exceptionTypes),
    ),
    tallied('django_http_exceptions_total_by_view_total', 'Count of exceptions by view.', () =>
      addUp([...record.exceptionRoutes.entries()].map(([route, count]) => [{ view: view(route) }, count])),
    ),
  ];

  function byTransport({ method, route, values }: Cell): readonly (readonly [Labels, number])[] {
    if (route === unmatched) return [];
    const secure = values[layout.secure] as number;
    const labels = (transport: string) => ({ method: djangoMethod(method), transport, view: view(route) });
    return [
      [labels('http'), (values[layout.requests] as number) - secure],
      [labels('https'), secure],
    ];
  }
}
