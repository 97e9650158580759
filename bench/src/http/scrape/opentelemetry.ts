import { createRequire } from 'node:module';
import { PEERS } from '../pinned-folder';
import { BUCKETS, type MakeSubject, NAME, routeOf, SECONDS } from './subject';

const peer = createRequire(PEERS);

interface Metrics {
  readonly MeterProvider: new (options: object) => {
    getMeter(name: string): {
      createHistogram(name: string): { record(value: number, attributes: object): void };
    };
  };
  readonly AggregationType: { readonly EXPLICIT_BUCKET_HISTOGRAM: number };
}

interface Exporter {
  readonly PrometheusExporter: new (options: object) => { collect(): Promise<{ resourceMetrics: object }> };
  readonly PrometheusSerializer: new () => { serialize(metrics: object): string };
}

/** The exporter of OpenTelemetry's SDK, without its limit of 2 000 series. */
export const openTelemetry: MakeSubject = (series) => {
  const { MeterProvider, AggregationType } = peer('@opentelemetry/sdk-metrics') as Metrics;
  const { PrometheusExporter, PrometheusSerializer } = peer('@opentelemetry/exporter-prometheus') as Exporter;
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const aggregation = { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: BUCKETS } };
  const views = [{ instrumentName: NAME, aggregation, aggregationCardinalityLimit: series + 1 }];
  const histogram = new MeterProvider({ readers: [exporter], views }).getMeter('bench').createHistogram(NAME);
  const touch = (index: number) =>
    histogram.record(SECONDS, {
      http_request_method: 'GET',
      http_route: routeOf(index),
      http_response_status_code: 200,
    });
  for (let index = 0; index < series; index++) touch(index);
  return {
    touch,
    async scrape() {
      const { resourceMetrics } = await exporter.collect();
      return [Buffer.from(new PrometheusSerializer().serialize(resourceMetrics))];
    },
  };
};
