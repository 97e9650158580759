import type { ErrorRequestHandler, Request } from 'express';
import type { DjangoRecord } from './django-record';
import type { RoutedRequest, RouteTable } from './routes/route-table';
import { clientLeft } from './status';

/**
 * Counts each request's first error by type and route, and passes it on. Errors that stand for an answer of 4xx, and
 * those of requests whose client left, are none of the application's: django-prometheus counts the former (its Http404),
 * which makes alerts on exceptions useless.
 */
export function countErrors(routes: RouteTable, record: DjangoRecord): ErrorRequestHandler {
  const counted = new WeakSet<Request>();
  return function countError(error: unknown, request, response, next) {
    if (!isClientError(error) && !clientLeft(response) && !counted.has(request)) {
      counted.add(request);
      record.exceptionTypes.add(typeOf(error));
      record.exceptionRoutes.add(routes.cells(request as unknown as RoutedRequest).route);
    }
    next(error);
  };
}

/** Express, its parsers and http-errors say by `status` or `statusCode` what an error is answered with. */
function isClientError(error: unknown): boolean {
  if (error === null || typeof error !== 'object') return false;
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
  const answered = status ?? statusCode;
  return typeof answered === 'number' && answered >= 400 && answered < 500;
}

/** The name of an error's class; what is thrown need not be an error. */
function typeOf(error: unknown): string {
  if (error === null || (typeof error !== 'object' && typeof error !== 'function')) return typeof error;
  const { constructor } = error as { constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'Object';
}
