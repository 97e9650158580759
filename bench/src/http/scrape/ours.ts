import { EventEmitter } from 'node:events';
import { createHttpMetrics, expose, type ExpositionFormat } from '@express-slo-stack/observability';
import type { Request, Response } from 'express';
import { type MakeSubject, routeOf } from './subject';

/** Counts as the middleware does: by requests that took a route. */
const inFormat =
  (format: ExpositionFormat): MakeSubject =>
  (series) => {
    const preset = Array.from({ length: series }, (_none, index) => ({
      method: 'GET',
      route: routeOf(index),
      status: 200,
    }));
    const limits = { routes: series + 1, cells: series + 1 };
    const { middleware, registry } = createHttpMetrics({ preset, limits });
    const routes = preset.map(({ route }) => ({ path: route, methods: { get: true }, stack: [] }));
    const fail = (metric: string, error: unknown) => {
      throw new Error(`${metric}: ${String(error)}`);
    };
    return {
      touch(index) {
        const response = Object.assign(new EventEmitter(), { statusCode: 200, writableFinished: true });
        const request = { method: 'GET', route: routes[index], originalUrl: '', socket: {} };
        void middleware(request as unknown as Request, response as unknown as Response, () => undefined);
        response.emit('close');
      },
      async scrape() {
        const pieces: Buffer[] = [];
        for await (const piece of expose(registry, format, fail)) pieces.push(piece);
        return pieces;
      },
    };
  };

export const text = inFormat('text');
export const openMetrics = inFormat('openmetrics');
