import { performance } from 'node:perf_hooks';
import type { Request, RequestHandler } from 'express';
import { addDuration } from './cell';
import type { Ledger } from './ledger';
import type { Application, Route } from './routes/express-internals';
import type { RouteTable } from './routes/route-table';
import { statusOf } from './status';

/**
 * Counts each request in the ledger when its response closes. One listener and one closure per request; nothing is
 * written on request or response: on Node 20 a new property there costs more than all the rest.
 */
export function measureRequests(ledger: Ledger, routes: RouteTable): RequestHandler {
  return function measureRequest(request, response, next) {
    const startedAt = performance.now();
    routes.enter(applicationOf(request));
    response.on('close', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const route = routes.cells(
        request.route as Route | undefined,
        applicationOf(request),
        request.originalUrl,
      );
      addDuration(ledger.cell(route, request.method, statusOf(response)), ledger.bounds, seconds);
    });
    next();
  };
}

const applicationOf = (request: Request) => request.app as unknown as Application | undefined;
