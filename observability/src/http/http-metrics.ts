import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import { Arrivals } from './arrivals';
import { checkedList } from '../checked';
import { ObservabilityError } from '../errors';
import { callable, listOf } from '../option-checks';
import { type CheckedOptions, checkOptions } from './checked-options';
import { createRegistry } from './client';
import { DjangoRecord } from './django-record';
import { countErrors } from './error-middleware';
import { djangoFamilies } from './families/django';
import { djangoView } from './families/django-labels';
import type { CellFamily, PlainFamily } from './families/family';
import { activeRequests, bodySizes, overflowedRequests, requestDuration } from './families/opentelemetry';
import { registerFamilies } from './families/register';
import { layoutFor } from './layout';
import { Ledger } from './ledger';
import { measureRequests, type Records } from './middleware';
import { status as statusCode } from './option-checks';
import type { HttpMetricsOptions } from './options';
import type { AnyRegistry } from './registry';
import { ResponseBodies } from './response-body';
import { declaredTemplates } from './routes/declared-templates';
import { type Application, isApplication } from './routes/express-internals';
import { RouteTable } from './routes/route-table';

export interface HttpMetrics<R extends AnyRegistry = Registry> {
  /** Measures every request. Mount it first: what is answered before it is not seen. */
  readonly middleware: RequestHandler;
  /**
   * Counts errors for the django-prometheus families of exceptions, and passes them on. Mount it after the routes and
   * before the application's own error handlers. Without those families it only passes errors on.
   */
  readonly errorMiddleware: ErrorRequestHandler;
  readonly registry: R;
  /**
   * Exposes a series at zero for each declared route and method with each of `statuses`, so that the first
   * error counts. Call it once, when all routes are mounted. `only` keeps it to the routes that SLOs read.
   * With a `router` package before 2.3, routes below a mounted router follow with their first request.
   */
  initialise(app: Express, statuses: readonly number[], only?: (route: string) => boolean): void;
}

/**
 * Request metrics with OpenTelemetry's names, and django-prometheus's if wanted, for one Express 4 or 5 application.
 * Labels come from route templates, never from what clients send. Throws an ObservabilityError for a wrong option.
 */
export function createHttpMetrics<R extends AnyRegistry = Registry>(
  options: HttpMetricsOptions<R> = {},
): HttpMetrics<R> {
  const checked = checkOptions(options, 'createHttpMetrics');
  const registry = options.registry ?? (createRegistry() as AnyRegistry as R);
  const ledger = new Ledger(layoutFor(checked.keptBounds), checked.limits);
  const routes = new RouteTable(ledger, checked.unmatched);
  const records = recordsFor(checked, ledger, routes);
  for (const { method, route, status } of checked.preset) ledger.cell(ledger.route(route), method, status);

  registerFamilies(registry, ledger, familiesOf(records, checked), () => {
    ledger.reset();
    records.arrivals.reset();
    records.django?.reset();
  });

  return {
    middleware: measureRequests(records),
    errorMiddleware:
      records.django === undefined
        ? (error, _req, _res, next) => next(error)
        : countErrors(routes, records.django),
    registry,
    initialise(app, statuses, only = () => true) {
      listOf(statusCode)(checkedList(statuses, 'initialise'), 'initialise');
      callable(only, 'initialise');
      for (const { route, methods } of declaredTemplates(checkedApplication(app))) {
        if (!only(route)) continue;
        for (const method of methods)
          for (const code of statuses) ledger.cell(ledger.route(route), method, code);
      }
    },
  };
}

/** What express() returned, or OBS_APP_INVALID. */
function checkedApplication(app: unknown): Application {
  if (isApplication(app)) return app;
  throw new ObservabilityError('OBS_APP_INVALID', app, 'initialise');
}

function recordsFor(
  { bodySizes: sizes, exemplars, django }: CheckedOptions,
  ledger: Ledger,
  routes: RouteTable,
): Records {
  const records = { ledger, routes, arrivals: new Arrivals(), exemplars };
  if (django !== undefined) return { ...records, bodies: new ResponseBodies(), django: new DjangoRecord() };
  return sizes === undefined ? records : { ...records, bodies: new ResponseBodies() };
}

function familiesOf(records: Records, options: CheckedOptions): readonly (CellFamily | PlainFamily)[] {
  const { ledger, arrivals, django: record } = records;
  const { durationBounds, bodySizes: sizes, django, unmatched } = options;
  return [
    requestDuration(ledger, durationBounds),
    activeRequests(arrivals),
    ...(sizes === undefined ? [] : bodySizes(ledger, sizes)),
    overflowedRequests(ledger),
    ...(django === undefined || record === undefined
      ? []
      : djangoFamilies({
          ...django,
          ledger,
          arrivals,
          record,
          unmatched,
          view: djangoView(django, unmatched),
        })),
  ];
}
