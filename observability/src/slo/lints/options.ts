import type { CompileOptions } from '../options';

export interface LintOptions extends Pick<CompileOptions, 'scrapeSeconds' | 'naming'> {
  /** Bounds of histograms by base name, in the metric's unit; they win over what is known. */
  readonly buckets: Readonly<Record<string, readonly string[]>>;
}

/** The bounds that OpenTelemetry's semantic conventions recommend for durations of HTTP requests, in seconds. */
const otelDurations = [
  '0.005',
  '0.01',
  '0.025',
  '0.05',
  '0.075',
  '0.1',
  '0.25',
  '0.5',
  '0.75',
  '1',
  '2.5',
  '5',
  '7.5',
  '10',
];

/** Histograms whose bounds a convention fixes. */
export const knownBuckets: LintOptions['buckets'] = {
  http_server_request_duration_seconds: otelDurations,
  http_client_request_duration_seconds: otelDurations,
};
