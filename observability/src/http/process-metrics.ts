import { collectDefaultMetrics, type Gauge, type Registry } from 'prom-client';
import type { AnyRegistry } from './registry';

/** Gauges that end in `_total`, which promtool rejects: the same counts are in `nodejs_active_*` by type. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];
/** The delay of one moment, the last scrape's. The others have the distribution; the first of them collects for all. */
const MISLEADING = 'nodejs_eventloop_lag_seconds';
const LAGS = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map(
  (part) => `nodejs_eventloop_lag_${part}_seconds`,
);

/**
 * prom-client's process metrics: CPU, memory, file descriptors, garbage collection, event-loop lag sampled every
 * 100 ms (at its default of 10 ms the sampling itself is most of an idle process's CPU).
 */
export function registerProcessMetrics(registry: AnyRegistry): void {
  collectDefaultMetrics({ register: registry as Registry, eventLoopMonitoringPrecision: 100 });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  mendLag(registry);
}

/** Two scrapes within one sampling interval find nothing measured: no line then, instead of NaN and of 292 years. */
function mendLag(registry: AnyRegistry): void {
  const collector = Reflect.get(registry.getSingleMetric(MISLEADING) ?? {}, 'collect') as
    (() => void) | undefined;
  registry.removeSingleMetric(MISLEADING);
  const gauges = LAGS.flatMap((name) => (registry.getSingleMetric(name) as Gauge | undefined) ?? []);
  const [first, , mean] = gauges;
  if (first === undefined || mean === undefined || collector === undefined) return;
  Reflect.set(first, 'collect', async () => {
    collector();
    const { values } = await mean.get();
    if (Number.isNaN(values[0]?.value)) for (const gauge of gauges) gauge.remove();
  });
}
