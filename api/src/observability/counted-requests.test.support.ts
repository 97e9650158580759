import type { ScriptedRequest, SeenRequest } from './scripted-requests.test.support';

/** Routes of the API that have names of their own as views. */
export const scrapePath = '/api/0/observability';
export const envelopeRoute = '/api/:projectId/envelope/';
export const storeRoute = '/api/:projectId/store/';

/** A request, the route it takes and the answer it gets. */
export interface Step extends ScriptedRequest {
  readonly route: string;
  readonly status: number;
  readonly exception?: string;
}

const views: Readonly<Record<string, string>> = {
  unmatched: '<unnamed view>',
  [envelopeRoute]: 'event_envelope',
  [storeRoute]: 'api:event_store',
  [scrapePath]: 'prometheus-django-metrics',
};
const viewOf = (route: string) => views[route] ?? route;
const djangoMethodOf = (method: string) => (method === 'PROPFIND' ? '<invalid method>' : method);
const otelMethodOf = (method: string) => (method === 'PROPFIND' ? '_OTHER' : method);

export type Samples = Record<string, number>;

/** Adds up what each request counts, by the sample it counts in. */
export function add(
  samples: Samples,
  name: string,
  labels: Record<string, string | number> = {},
  by = 1,
): void {
  if (by === 0) return;
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const key = `${name}{${pairs.sort().join(',')}}`;
  samples[key] = (samples[key] ?? 0) + by;
}

const djangoSizes = ['0.0', ...Array.from({ length: 30 }, (_none, power) => goText(2 ** power))];
const otelSizes = [2 ** 10, 2 ** 16, 2 ** 20].map(goText);

/** A bound as Python and Go write it. */
function goText(bound: number): string {
  if (bound < 2 ** 20) return bound.toFixed(1);
  const [mantissa = '', exponent = ''] = bound.toExponential().split('e+');
  return `${mantissa}e+${exponent.padStart(2, '0')}`;
}

function addSize(
  samples: Samples,
  name: string,
  labels: Record<string, string | number>,
  bounds: readonly string[],
  bytes: number,
) {
  for (const le of bounds) if (bytes <= Number(le)) add(samples, `${name}_bucket`, { ...labels, le });
  add(samples, `${name}_bucket`, { ...labels, le: '+Inf' });
  add(samples, `${name}_count`, labels);
  add(samples, `${name}_sum`, labels, bytes);
}

/** What the requests must have counted, in every family of HTTP; of durations, how many they were. */
export function expected(steps: readonly (Step & SeenRequest)[]): Samples {
  const samples: Samples = {};
  for (const {
    method,
    route,
    status,
    requestBytes,
    responseBytes,
    contentType,
    headers = {},
    exception,
  } of steps) {
    const view = viewOf(route);
    const byView = { method: djangoMethodOf(method), view };
    const otel = {
      http_request_method: otelMethodOf(method),
      http_route: route,
      http_response_status_code: status,
    };
    add(samples, 'http_server_request_duration_seconds_count', otel);
    addSize(samples, 'http_server_request_body_size_bytes', otel, otelSizes, requestBytes);
    addSize(samples, 'http_server_response_body_size_bytes', otel, otelSizes, responseBytes);
    add(samples, 'django_http_requests_before_middlewares_total');
    add(samples, 'django_http_responses_before_middlewares_total');
    add(samples, 'django_http_requests_latency_including_middlewares_seconds_count');
    add(samples, 'django_http_requests_latency_seconds_by_view_method_count', byView);
    if (headers['x-requested-with'] !== undefined) add(samples, 'django_http_ajax_requests_total');
    add(samples, 'django_http_requests_total_by_method_total', { method: byView.method });
    add(samples, 'django_http_requests_total_by_transport_total', { transport: 'http' });
    if (route !== 'unmatched')
      add(samples, 'django_http_requests_total_by_view_transport_method_total', {
        ...byView,
        transport: 'http',
      });
    addSize(samples, 'django_http_requests_body_total_bytes', {}, djangoSizes, requestBytes);
    addSize(samples, 'django_http_responses_body_total_bytes', {}, djangoSizes, responseBytes);
    add(samples, 'django_http_responses_total_by_status_total', { status });
    add(samples, 'django_http_responses_total_by_status_view_method_total', { ...byView, status });
    const charset = /charset=([\w-]+)/.exec(contentType)?.[1] ?? 'none';
    add(samples, 'django_http_responses_total_by_charset_total', { charset });
    if (exception !== undefined) {
      add(samples, 'django_http_exceptions_total_by_type_total', { type: exception });
      add(samples, 'django_http_exceptions_total_by_view_total', { view });
    }
  }
  return samples;
}

/** The samples above zero of an exposition, in the form of `expected`. */
export function read(text: string, wanted: RegExp): Samples {
  const samples: Samples = {};
  for (const [, name = '', labels = '', value] of text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)) {
    if (wanted.test(name) && Number(value) !== 0)
      samples[`${name}{${(labels.match(/\w+="[^"]*"/g) ?? []).sort().join(',')}}`] = Number(value);
  }
  return samples;
}
