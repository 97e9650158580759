import perfHooks from 'node:perf_hooks';
import { Registry } from 'prom-client';
import { registerBuildInfo } from './build-info';
import { parseExposition } from './exposition.test.support';
import { registerProcessMetrics } from './process-metrics';

test('no gauge is named like a counter, and the lag metrics work without the misleading one', async () => {
  const registry = new Registry();
  registerProcessMetrics(registry);
  await new Promise((resolve) => setTimeout(resolve, 350));
  const families = parseExposition(await registry.metrics());
  expect(families.filter(({ name, type }) => name.endsWith('_total') && type !== 'counter')).toEqual([]);
  const valueOf = (wanted: string) => families.find(({ name }) => name === wanted)?.samples[0]?.value;
  expect(valueOf('nodejs_eventloop_lag_seconds')).toBeUndefined();
  expect(valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0.05);
  expect(valueOf('nodejs_eventloop_lag_p99_seconds')).toBeLessThan(30);
  expect(valueOf('process_resident_memory_bytes')).toBeGreaterThan(1e6);
});

test('build_info says what runs', async () => {
  const registry = new Registry();
  registerBuildInfo(registry, { service: 'gt-api', version: '1.2.3', revision: 'abc' });
  expect(parseExposition(await registry.metrics())[0]?.samples).toEqual([
    {
      name: 'build_info',
      labels: { service: 'gt-api', version: '1.2.3', revision: 'abc', nodeversion: process.version },
      value: 1,
    },
  ]);
});

test('nothing is said of the lag before it was sampled', async () => {
  const registry = new Registry();
  registerProcessMetrics(registry);
  const lags = parseExposition(await registry.metrics()).filter(({ name }) => name.includes('eventloop_lag'));
  expect(lags).toHaveLength(7);
  expect(lags.flatMap(({ samples }) => samples)).toEqual([]);
});

test("the client's own monitor of the event loop, which nobody reads, does not run", async () => {
  const made = jest.spyOn(perfHooks, 'monitorEventLoopDelay');
  registerProcessMetrics(new Registry());
  await new Promise((resolve) => setTimeout(resolve, 350));
  const sampled = made.mock.results.map(({ value }) => (value as perfHooks.IntervalHistogram).count > 0);
  made.mockRestore();
  expect(sampled).toEqual([false, true]);
});
