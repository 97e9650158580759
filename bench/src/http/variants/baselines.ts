import { performance } from 'node:perf_hooks';
import { Histogram, Registry } from 'prom-client';
import type { Load } from './variant';

const nothing = () => Promise.resolve('');

/** No instrumentation. */
export const none: Load = () => ({ middleware: undefined, scrape: nothing });

/** Two clock reads and one listener: no timing of requests can be cheaper. */
export const floor: Load = () => {
  let seconds = 0;
  return {
    middleware(_request, response, next) {
      const startedAt = performance.now();
      response.on('close', () => {
        seconds += (performance.now() - startedAt) / 1000;
      });
      next();
    },
    scrape: () => Promise.resolve(String(seconds)),
  };
};

/** What is written by hand most often: prom-client's histogram, its labels looked up for each request. */
export const naive: Load = () => {
  const registry = new Registry();
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    registers: [registry],
  });
  return {
    middleware(request, response, next) {
      const startedAt = performance.now();
      response.on('finish', () => {
        const { path } = (request.route as { path: string } | undefined) ?? { path: 'unmatched' };
        histogram
          .labels(request.method, request.baseUrl + path, String(response.statusCode))
          .observe((performance.now() - startedAt) / 1000);
      });
      next();
    },
    scrape: () => registry.metrics(),
  };
};
