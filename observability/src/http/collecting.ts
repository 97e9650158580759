import { ObservabilityError } from '../errors';

/** Longest that a metric may take to be collected, in milliseconds: Prometheus gives a whole scrape 10 seconds by default. */
const COLLECTING_MS = 4_000;

interface Collectable<Collected> {
  readonly name: string;
  get(): Promise<Collected>;
}

/**
 * Starts to collect the metrics that have a `collect()` of their own, which may wait for something: together, as prom-client
 * does. Returns what gives a metric as it was collected, now for all others. That rejects with OBS_COLLECT_SLOW for one
 * that takes too long, so that it does not hold up the rest for good.
 */
export function startCollecting<Collected>(
  metrics: readonly Collectable<Collected>[],
  withinMs = COLLECTING_MS,
): (metric: Collectable<Collected>) => Promise<Collected> {
  const waiting = metrics.filter((metric) => 'collect' in metric && typeof metric.collect === 'function');
  const started = new Map(waiting.map((metric) => [metric, collected(metric, withinMs)]));
  // One that fails while others are being written is read later, or never.
  for (const collecting of started.values()) collecting.catch(() => undefined);
  return (metric) => started.get(metric) ?? metric.get();
}

function collected<Collected>(metric: Collectable<Collected>, withinMs: number): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const tooSlow = () => reject(new ObservabilityError('OBS_COLLECT_SLOW', metric.name, withinMs));
    const timer = setTimeout(tooSlow, withinMs);
    metric
      .get()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
