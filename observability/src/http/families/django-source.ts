import type { Arrivals } from '../arrivals';
import type { DjangoRecord } from '../django-record';
import type { Ledger } from '../ledger';

/** django-prometheus's default `PROMETHEUS_LATENCY_BUCKETS`, in seconds. */
export const DJANGO_LATENCY_BOUNDS: readonly number[] = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 25, 50, 75,
];

export interface DjangoSource {
  readonly ledger: Ledger;
  readonly arrivals: Arrivals;
  readonly record: DjangoRecord;
  /** The value of `http_route` for requests that no route took. */
  readonly unmatched: string;
  readonly view: (route: string) => string;
  readonly latencyBounds: readonly number[];
  readonly sizeBounds: readonly number[];
}
