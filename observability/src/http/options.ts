import type { Registry } from 'prom-client';
import type { AnyRegistry } from './registry';
import type { ViewNames } from './families/django-labels';
import type { LedgerLimits } from './ledger';

/** The django-prometheus families, for dashboards and rules that were made for them. */
export interface DjangoOptions extends ViewNames {
  /** Upper bounds of both latency histograms, in seconds; default django-prometheus's sixteen. */
  readonly latencyBuckets?: readonly number[];
  /** Upper bounds of both size histograms, in bytes: some of 0 and the powers of two to 2^29; default all. */
  readonly sizeBuckets?: readonly number[];
}

export interface HttpMetricsOptions<R extends AnyRegistry = Registry> {
  /** Where the metric families are registered, of either client; default a new one of the client that is there. */
  readonly registry?: R;
  /** Upper bounds of the duration histogram, in seconds; default OpenTelemetry's. */
  readonly durationBuckets?: readonly number[];
  /** Further bounds, in seconds: the thresholds of latency SLOs, which can only be read at a bucket's bound. */
  readonly extraBounds?: readonly number[];
  /** The `http_route` of every request that no route took; default `unmatched`. */
  readonly unmatchedRoute?: string;
  /** Series that exist at zero from the start. */
  readonly preset?: readonly { readonly method: string; readonly route: string; readonly status: number }[];
  /** What the ledger may hold; default 1 000 route templates and 10 000 combinations with method and status. */
  readonly limits?: Partial<LedgerLimits>;
  /**
   * OpenTelemetry's histograms of body sizes; default false. Upper bounds in bytes, some of 0 and the powers of two
   * to 2^29; `true` for 0 and every fourth power. A response's size is what the application wrote; a request's is what
   * its Content-Length announces, but no more than its connection had brought when the response closed.
   */
  readonly bodySizes?: boolean | readonly number[];
  /**
   * Keeps, for each bucket of the durations, the last request that came with a `traceparent` header of a sampled trace;
   * default false. Exposed in OpenMetrics only: the text format has no place for exemplars.
   */
  readonly exemplars?: boolean;
  /** The nineteen HTTP families of django-prometheus 2.5; default false. */
  readonly django?: boolean | DjangoOptions;
}
