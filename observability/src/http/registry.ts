import { ObservabilityError } from '../errors';

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

/** Throws OBS_METRICS_REGISTERED if the registry has one of the metrics that `place` is to register. */
export function refuseRegistered(registry: AnyRegistry, names: readonly string[], place: string): void {
  const taken = names.find((name) => registry.getSingleMetric(name) !== undefined);
  if (taken !== undefined) throw new ObservabilityError('OBS_METRICS_REGISTERED', taken, place);
}
