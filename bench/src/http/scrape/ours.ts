import { EventEmitter } from 'node:events';
import { createHttpMetrics, expose, type ExpositionFormat, Loan } from '@express-slo-stack/observability';
import type { Request, Response } from 'express';
import { type MakeSubject, routeOf } from './subject';

/** Counts as the middleware does: by requests that took a route. */
export function ourSubject(series: number, format: ExpositionFormat) {
  const preset = Array.from({ length: series }, (_none, index) => ({
    method: 'GET',
    route: routeOf(index),
    status: 200,
  }));
  const limits = { routes: series + 1, cells: series + 1 };
  const { middleware, registry } = createHttpMetrics({ preset, limits });
  let loan = new Loan();
  const routes = preset.map(({ route }) => ({ path: route, methods: { get: true }, stack: [] }));
  return {
    registry,
    touch(index: number) {
      const request = { method: 'GET', route: routes[index], originalUrl: '', socket: {} };
      const sent = { statusCode: 200, writableFinished: true, req: request };
      const response = Object.assign(new EventEmitter(), sent);
      void middleware(request as unknown as Request, response as unknown as Response, () => undefined);
      response.emit('close');
    },
    async scrape() {
      const pieces: Buffer[] = [];
      loan = new Loan();
      for await (const piece of expose(registry, format, fail, loan)) pieces.push(piece);
      return pieces;
    },
    /** As the endpoint does once a response is sent. */
    sent: () => loan.end(),
  };
}

/** A scrape that leaves something out is none to be measured. */
export const fail = (metric: string, error: unknown): never => {
  throw new Error(`${metric}: ${String(error)}`);
};

export const text: MakeSubject = (series) => ourSubject(series, 'text');
export const openMetrics: MakeSubject = (series) => ourSubject(series, 'openmetrics');
/** Each scrape while the one before is still being sent: what changed is copied first. */
export const unsent: MakeSubject = (series) => ({ ...ourSubject(series, 'text'), sent: () => undefined });
