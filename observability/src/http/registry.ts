/**
 * All that this library asks of a registry: those of prom-client 15 and of its successor, `@prometheus-io/client`, have
 * it. A metric is an object with `name`, `help`, `type` and `get()`.
 */
export interface AnyRegistry {
  registerMetric(metric: object): void;
  getMetricsAsArray(): readonly object[];
  getSingleMetric(name: string): object | undefined;
  removeSingleMetric(name: string): void;
}
