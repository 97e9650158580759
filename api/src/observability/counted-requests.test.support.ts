import { add, goText, type Labels, type Samples } from './samples.test.support';
import {
  type Done,
  djangoMethodOf,
  otelLabels,
  otelMethodOf,
  type Preset,
  viewLabels,
  viewOf,
} from './steps.test.support';

const djangoSizes = ['0.0', ...Array.from({ length: 30 }, (_none, power) => goText(2 ** power))];
const otelSizes = [2 ** 10, 2 ** 16, 2 ** 20].map(goText);

/** Adds a body of so many bytes, or the series of bodies to come. */
function addSize(
  samples: Samples,
  name: string,
  labels: Labels,
  bounds: readonly string[],
  bytes: number | undefined,
): void {
  const one = bytes === undefined ? 0 : 1;
  const upTo = (le: string) => (bytes !== undefined && bytes <= Number(le) ? 1 : 0);
  for (const le of bounds) add(samples, `${name}_bucket`, { ...labels, le }, upTo(le));
  add(samples, `${name}_bucket`, { ...labels, le: '+Inf' }, one);
  add(samples, `${name}_count`, labels, one);
  add(samples, `${name}_sum`, labels, bytes ?? 0);
}

/** The series of a combination in the families that have one from the start. */
function addCell(samples: Samples, cell: Preset, by: number): void {
  add(samples, 'django_http_responses_total_by_status_total', { status: cell.status }, by);
  const labels = { ...viewLabels(cell), status: cell.status };
  add(samples, 'django_http_responses_total_by_status_view_method_total', labels, by);
}

/** What the requests must have counted in every family of HTTP, without the durations. */
export function expected(steps: readonly Done[], presets: readonly Preset[]): Samples {
  const samples: Samples = {};
  for (const preset of presets) addCell(samples, preset, 0);
  addSize(samples, 'django_http_requests_body_total_bytes', {}, djangoSizes, undefined);
  addSize(samples, 'django_http_responses_body_total_bytes', {}, djangoSizes, undefined);
  for (const name of alwaysThere) add(samples, name, {}, 0);
  for (const step of steps) {
    const { method, route, requestBytes, responseBytes, contentType, headers = {}, exception } = step;
    addCell(samples, step, 1);
    addSize(samples, 'http_server_request_body_size_bytes', otelLabels(step), otelSizes, requestBytes);
    addSize(samples, 'http_server_response_body_size_bytes', otelLabels(step), otelSizes, responseBytes);
    const byMethod = { http_request_method: otelMethodOf(method), url_scheme: 'http' };
    add(samples, 'http_server_active_requests', byMethod, 0);
    add(samples, 'django_http_requests_before_middlewares_total');
    add(samples, 'django_http_responses_before_middlewares_total');
    if (headers['x-requested-with'] !== undefined) add(samples, 'django_http_ajax_requests_total');
    add(samples, 'django_http_requests_total_by_method_total', { method: djangoMethodOf(method) });
    add(samples, 'django_http_requests_total_by_transport_total', { transport: 'http' });
    const byView = { ...viewLabels(step), transport: 'http' };
    if (route !== 'unmatched')
      add(samples, 'django_http_requests_total_by_view_transport_method_total', byView);
    addSize(samples, 'django_http_requests_body_total_bytes', {}, djangoSizes, requestBytes);
    // Django has no streamed body in memory to measure.
    if (step.streamed === true) add(samples, 'django_http_responses_streaming_total');
    else addSize(samples, 'django_http_responses_body_total_bytes', {}, djangoSizes, responseBytes);
    const charset = /charset=([\w-]+)/.exec(contentType)?.[1] ?? 'none';
    add(samples, 'django_http_responses_total_by_charset_total', { charset });
    if (exception !== undefined) {
      add(samples, 'django_http_exceptions_total_by_type_total', { type: exception });
      add(samples, 'django_http_exceptions_total_by_view_total', { view: viewOf(route) });
    }
  }
  return samples;
}

const alwaysThere = [
  'http_server_overflowed_requests_total',
  'django_http_ajax_requests_total',
  'django_http_responses_streaming_total',
  'django_http_requests_unknown_latency_total',
  'django_http_requests_unknown_latency_including_middlewares_total',
];
