import type { ErrorRequestHandler, Request } from 'express';
import type { DjangoRecord } from './django-record';
import type { RoutedRequest, RouteTable } from './routes/route-table';

/** Counts each request's first error by type and route, and passes it on. */
export function countErrors(routes: RouteTable, record: DjangoRecord): ErrorRequestHandler {
  const counted = new WeakSet<Request>();
  return function countError(error: unknown, request, _response, next) {
    if (!counted.has(request)) {
      counted.add(request);
      record.exceptionTypes.add(typeOf(error));
      record.exceptionRoutes.add(routes.cells(request as unknown as RoutedRequest).route);
    }
    next(error);
  };
}

/** The name of an error's class; what is thrown need not be an error. */
function typeOf(error: unknown): string {
  if (error === null || (typeof error !== 'object' && typeof error !== 'function')) return typeof error;
  const { constructor } = error as { constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'Object';
}
