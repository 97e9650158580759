import { ObservabilityError } from '../errors';
import { COARSE_SIZE_BOUNDS, SIZE_BOUNDS } from './sizes';
import type { Registry } from 'prom-client';
import type { AnyRegistry } from './registry';
import { mergeBounds, OPENTELEMETRY_DURATION_BOUNDS } from './bounds';
import { DJANGO_LATENCY_BOUNDS } from './families/django';
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
   * its Content-Length announces, also where the client left before all of it came.
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

export interface CheckedOptions {
  readonly unmatched: string;
  readonly preset: readonly { readonly method: string; readonly route: string; readonly status: number }[];
  readonly limits: LedgerLimits;
  /** Upper bounds of the exposed duration histogram, and of all that durations are kept by. */
  readonly durationBounds: readonly number[];
  readonly keptBounds: readonly number[];
  readonly bodySizes: readonly number[] | undefined;
  readonly exemplars: boolean;
  readonly django:
    (ViewNames & { latencyBounds: readonly number[]; sizeBounds: readonly number[] }) | undefined;
}

/** Options with their defaults; throws an ObservabilityError for a wrong one. */
export function checkOptions(options: HttpMetricsOptions<AnyRegistry>): CheckedOptions {
  const { durationBuckets = OPENTELEMETRY_DURATION_BOUNDS, extraBounds = [], preset = [] } = options;
  const durationBounds = mergeBounds('durationBuckets and extraBounds', durationBuckets, extraBounds);
  const django = checkedDjango(options.django ?? false);
  for (const { route, status } of preset) {
    checkedLabel(route, 'preset');
    checkedStatus(status, 'preset');
  }
  return {
    unmatched: checkedLabel(options.unmatchedRoute ?? 'unmatched', 'unmatchedRoute'),
    preset,
    limits: checkedLimits(options.limits ?? {}),
    durationBounds,
    keptBounds: mergeBounds('buckets', durationBounds, django?.latencyBounds ?? []),
    bodySizes: checkedBodySizes(options.bodySizes ?? false),
    exemplars: options.exemplars ?? false,
    django,
  };
}

/** A three-digit status, or OBS_STATUS_INVALID. */
export function checkedStatus(status: number, place: string): number {
  if (Number.isInteger(status) && status >= 100 && status <= 999) return status;
  throw new ObservabilityError('OBS_STATUS_INVALID', status, place);
}

function checkedLabel(label: string, place: string): string {
  if (typeof label === 'string' && label !== '') return label;
  throw new ObservabilityError('OBS_ROUTE_LABEL_INVALID', label, place);
}

function checkedLimits({ routes = 1_000, cells = 10_000 }: Partial<LedgerLimits>): LedgerLimits {
  for (const [name, limit] of Object.entries({ routes, cells })) {
    if (!Number.isInteger(limit) || limit < 1)
      throw new ObservabilityError('OBS_LIMIT_INVALID', limit, `limits.${name}`);
  }
  return { routes, cells };
}

function checkedBodySizes(bodySizes: boolean | readonly number[]): readonly number[] | undefined {
  if (typeof bodySizes === 'boolean') return bodySizes ? COARSE_SIZE_BOUNDS : undefined;
  return checkedSizeBounds(bodySizes, 'bodySizes');
}

function checkedDjango(django: boolean | DjangoOptions): CheckedOptions['django'] {
  if (django === false) return undefined;
  const {
    views = {},
    latencyBuckets = DJANGO_LATENCY_BOUNDS,
    sizeBuckets = SIZE_BOUNDS,
  } = django === true ? {} : django;
  return {
    views,
    latencyBounds: mergeBounds('django.latencyBuckets', latencyBuckets),
    sizeBounds: checkedSizeBounds(sizeBuckets, 'django.sizeBuckets'),
  };
}

function checkedSizeBounds(bounds: readonly number[], place: string): readonly number[] {
  if (bounds.length === 0) throw new ObservabilityError('OBS_BOUNDS_EMPTY', place);
  for (const bound of bounds) {
    if (!SIZE_BOUNDS.includes(bound)) throw new ObservabilityError('OBS_SIZE_BOUND_INVALID', bound, place);
  }
  return [...new Set(bounds)].sort((a, b) => a - b);
}
