import { Gauge, Registry } from 'prom-client';
import { startCollecting } from './collecting';

interface Registered {
  readonly name: string;
  get(): Promise<unknown>;
}

/** A registry's metrics, one for each function that collects it. */
function metricsOf(...collects: readonly (() => Promise<void>)[]): readonly Registered[] {
  const registry = new Registry();
  for (const [at, collect] of collects.entries())
    new Gauge({ name: `gauge_${at}`, help: 'A gauge.', registers: [registry], collect });
  return registry.getMetricsAsArray() as unknown as readonly Registered[];
}

test('metrics that wait for something wait together', async () => {
  let waiting = 0;
  let most = 0;
  const collect = async () => {
    most = Math.max(most, ++waiting);
    await new Promise(setImmediate);
    waiting--;
  };
  const metrics = metricsOf(collect, collect, collect);

  const collected = startCollecting(metrics);
  for (const metric of metrics) await collected(metric);

  expect(most).toBe(3);
});

test('one that never ends is given up, and says so', async () => {
  const [metric, other] = metricsOf(
    () => new Promise(() => undefined),
    () => Promise.resolve(),
  ) as [Registered, Registered];

  const collected = startCollecting([metric, other], 20);

  await expect(collected(metric)).rejects.toThrow('Metric "gauge_0" was not collected within 20 ms');
  await expect(collected(other)).resolves.toMatchObject({ name: 'gauge_1' });
});
