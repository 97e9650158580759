import { ObservabilityError } from '../errors';
import {
  type ChecksFor,
  checkedOptions,
  flag,
  flagOr,
  limit,
  listOf,
  names,
  objectWith,
  optionsOf,
} from '../option-checks';
import { mergeBounds, OPENTELEMETRY_DURATION_BOUNDS } from './bounds';
import { clientOf } from './client';
import { DJANGO_LATENCY_BOUNDS } from './families/django-source';
import type { ViewNames } from './families/django-labels';
import type { LedgerLimits } from './ledger';
import { bounds, method, routeLabel, sizeBounds, some, status } from './option-checks';
import type { DjangoOptions, HttpMetricsOptions } from './options';
import type { AnyRegistry } from './registry';
import { COARSE_SIZE_BOUNDS, SIZE_BOUNDS } from './sizes';

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

const CHECKS: ChecksFor<HttpMetricsOptions<AnyRegistry>> = {
  registry: (registry, place) => void clientOf(registry as AnyRegistry, place),
  durationBuckets: bounds,
  extraBounds: bounds,
  unmatchedRoute: routeLabel,
  preset: listOf(objectWith({ method, route: routeLabel, status })),
  limits: optionsOf({ routes: limit, cells: limit } satisfies ChecksFor<LedgerLimits>),
  bodySizes: flagOr(some(sizeBounds)),
  exemplars: flag,
  django: flagOr(
    optionsOf({
      views: names,
      latencyBuckets: some(bounds),
      sizeBuckets: some(sizeBounds),
    } satisfies ChecksFor<DjangoOptions>),
  ),
};

/** Options with their defaults; throws an ObservabilityError for a wrong one. `place` is the function they are of. */
export function checkOptions(options: HttpMetricsOptions<AnyRegistry>, place: string): CheckedOptions {
  checkedOptions(options, place, CHECKS);
  const { durationBuckets = OPENTELEMETRY_DURATION_BOUNDS, extraBounds = [], preset = [] } = options;
  const { unmatchedRoute = 'unmatched', limits = {}, bodySizes = false, exemplars = false } = options;
  const durationBounds = mergeBounds(durationBuckets, extraBounds);
  if (durationBounds.length === 0)
    throw new ObservabilityError('OBS_BOUNDS_EMPTY', `${place}.durationBuckets`);
  const django = djangoOf(options.django ?? false);
  return {
    unmatched: unmatchedRoute,
    preset,
    limits: { routes: limits.routes ?? 1_000, cells: limits.cells ?? 10_000 },
    durationBounds,
    keptBounds: mergeBounds(durationBounds, django?.latencyBounds ?? []),
    bodySizes: sizesOf(bodySizes),
    exemplars,
    django,
  };
}

function sizesOf(bodySizes: boolean | readonly number[]): readonly number[] | undefined {
  if (typeof bodySizes === 'boolean') return bodySizes ? COARSE_SIZE_BOUNDS : undefined;
  return mergeBounds(bodySizes);
}

function djangoOf(django: boolean | DjangoOptions): CheckedOptions['django'] {
  if (django === false) return undefined;
  const {
    views = {},
    latencyBuckets = DJANGO_LATENCY_BOUNDS,
    sizeBuckets = SIZE_BOUNDS,
  } = django === true ? {} : django;
  return { views, latencyBounds: mergeBounds(latencyBuckets), sizeBounds: mergeBounds(sizeBuckets) };
}
