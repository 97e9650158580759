import { collectDefaultMetrics, type Registry } from 'prom-client';

/** Gauges that end in `_total`, which promtool rejects: the same counts are in `nodejs_active_*` by type. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];
/** The delay of one moment, the last scrape's; the other lag metrics have the distribution. */
const MISLEADING = 'nodejs_eventloop_lag_seconds';
/** Carries the collect function that sets all lag metrics once the misleading one is gone. */
const LAG = 'nodejs_eventloop_lag_min_seconds';

/**
 * prom-client's process metrics: CPU, memory, file descriptors, garbage collection, event-loop lag sampled every
 * 100 ms (at its default of 10 ms the sampling itself is most of an idle process's CPU).
 */
export function registerProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  moveCollector(registry, MISLEADING, LAG);
  for (const name of MISNAMED) registry.removeSingleMetric(name);
}

function moveCollector(registry: Registry, from: string, to: string): void {
  const source = registry.getSingleMetric(from);
  const target = registry.getSingleMetric(to);
  if (source && target) Reflect.set(target, 'collect', Reflect.get(source, 'collect'));
  registry.removeSingleMetric(from);
}
