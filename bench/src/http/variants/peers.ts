import { createRequire } from 'node:module';
import type { Request, RequestHandler } from 'express';
import { PEERS } from '../pinned-folder';
import type { Load } from './variant';

const peer = createRequire(PEERS);

interface PromClient {
  readonly register: { metrics(): Promise<string> };
}
const registered = () => (peer('prom-client') as PromClient).register.metrics();

/** The same bounds wherever they can be set. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const bundle = (options: object): Load => {
  return () => {
    const make = peer('express-prom-bundle') as (options: object) => RequestHandler;
    const all = { includeMethod: true, includePath: true, includeUp: false, autoregister: false, buckets };
    return { middleware: make({ ...all, ...options }), scrape: registered };
  };
};

/** Its own guess at what of a path is a parameter. */
export const expressPromBundle = bundle({});

/** What its users recommend instead: Express's own pattern. */
export const expressPromBundleRoute = bundle({
  normalizePath: ({ baseUrl, route }: Request) =>
    route === undefined ? 'unmatched' : baseUrl + (route as { path: string }).path,
});

export const prometheusApiMetrics: Load = () => {
  const make = peer('prometheus-api-metrics') as (options: object) => RequestHandler;
  return { middleware: make({ durationBuckets: buckets }), scrape: registered };
};

export const promster: Load = () => {
  const library = peer('@promster/express') as {
    createMiddleware(of: object): RequestHandler;
  };
  const options = {
    metricTypes: ['httpRequestsHistogram'],
    metricBuckets: { httpRequestDurationInSeconds: buckets },
  };
  return { middleware: library.createMiddleware({ options }), scrape: registered };
};

export const swaggerStats: Load = () => {
  const library = peer('swagger-stats') as {
    getMiddleware(options: object): RequestHandler;
    getPromClient(): PromClient;
  };
  return {
    middleware: library.getMiddleware({ durationBuckets: buckets.map((seconds) => seconds * 1000) }),
    scrape: () => library.getPromClient().register.metrics(),
  };
};

/** OpenTelemetry's instrumentation of node:http, metrics only: it patches the server, there is no middleware. */
export const openTelemetry: Load = () => {
  const { HttpInstrumentation } = peer('@opentelemetry/instrumentation-http') as {
    HttpInstrumentation: new () => { setMeterProvider(provider: object): void; enable(): void };
  };
  const { MeterProvider } = peer('@opentelemetry/sdk-metrics') as {
    MeterProvider: new (options: object) => object;
  };
  const { PrometheusExporter, PrometheusSerializer } = peer('@opentelemetry/exporter-prometheus') as {
    PrometheusExporter: new (options: object) => { collect(): Promise<{ resourceMetrics: object }> };
    PrometheusSerializer: new () => { serialize(metrics: object): string };
  };
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const instrumentation = new HttpInstrumentation();
  instrumentation.setMeterProvider(new MeterProvider({ readers: [exporter] }));
  instrumentation.enable();
  peer('node:http');
  return {
    middleware: undefined,
    scrape: async () => new PrometheusSerializer().serialize((await exporter.collect()).resourceMetrics),
  };
};
