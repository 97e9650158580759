import type { Express, RequestHandler } from 'express';
import { Registry } from 'prom-client';
import { ObservabilityError } from '../errors';
import { mergeBounds, OPENTELEMETRY_DURATION_BOUNDS } from './bounds';
import { registerFamily } from './families/family';
import { overflow } from './families/overflow';
import { requestDuration } from './families/request-duration';
import { Ledger, type LedgerLimits } from './ledger';
import { measureRequests } from './middleware';
import type { Application } from './routes/express-internals';
import { RouteTable } from './routes/route-table';

export interface HttpMetricsOptions {
  /** Where the metric families are registered; default a new one. */
  readonly registry?: Registry;
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
}

export interface HttpMetrics {
  /** Measures every request. Mount it first: what is answered before it is not seen. */
  readonly middleware: RequestHandler;
  readonly registry: Registry;
  /**
   * Exposes a series at zero for each declared route and method with each of `statuses`, so that the first
   * error counts. Call it once, when all routes are mounted. `only` keeps it to the routes that SLOs read.
   * With a `router` package before 2.3, routes below a mounted router follow with their first request.
   */
  initialise(app: Express, statuses: readonly number[], only?: (route: string) => boolean): void;
}

/**
 * Request metrics with OpenTelemetry's names for an Express 4 or 5 application. Labels come from route templates,
 * never from what clients send. Throws OBS_BOUND_INVALID, OBS_BOUNDS_EMPTY, OBS_STATUS_INVALID, OBS_LIMIT_INVALID
 * or OBS_ROUTE_LABEL_INVALID for a wrong option.
 */
export function createHttpMetrics(options: HttpMetricsOptions = {}): HttpMetrics {
  const {
    registry = new Registry(),
    durationBuckets = OPENTELEMETRY_DURATION_BOUNDS,
    extraBounds = [],
  } = options;
  const ledger = new Ledger(
    mergeBounds('durationBuckets and extraBounds', durationBuckets, extraBounds),
    checkedLimits(options.limits ?? {}),
  );
  const routes = new RouteTable(
    ledger,
    checkedLabel(options.unmatchedRoute ?? 'unmatched', 'unmatchedRoute'),
  );
  for (const { method, route, status } of options.preset ?? []) {
    ledger.cell(ledger.route(checkedLabel(route, 'preset')), method, checkedStatus(status, 'preset'));
  }
  registerFamily(registry, requestDuration(ledger));
  registerFamily(registry, overflow(ledger));

  return {
    middleware: measureRequests(ledger, routes),
    registry,
    initialise(app, statuses, only = () => true) {
      const codes = statuses.map((status) => checkedStatus(status, 'initialise'));
      for (const { route, methods } of routes.declared(app as unknown as Application)) {
        if (!only(route)) continue;
        for (const method of methods)
          for (const code of codes) ledger.cell(ledger.route(route), method, code);
      }
    },
  };
}

function checkedStatus(status: number, place: string): number {
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
