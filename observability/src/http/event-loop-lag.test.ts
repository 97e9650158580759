import { performance } from 'node:perf_hooks';
import { Registry } from 'prom-client';
import { registerEventLoopLag } from './event-loop-lag';
import { parseExposition } from './exposition.test.support';

/** Stands in for Node's histogram: holds what a test says was sampled since the last reset. */
const sampled = {
  count: 0,
  max: 0,
  ...{ min: 0, mean: 0, stddev: 0, percentile: () => 0, enable: () => undefined },
  reset: () => Object.assign(sampled, { count: 0, max: 0 }),
};
jest.mock('node:perf_hooks', () => ({
  ...jest.requireActual<object>('node:perf_hooks'),
  monitorEventLoopDelay: () => sampled,
}));

let now = 0;
let registry: Registry;

beforeEach(() => {
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  sampled.reset();
  registry = new Registry();
  registerEventLoopLag(registry);
});
afterEach(() => jest.restoreAllMocks());

const sample = (count: number, maxSeconds: number) =>
  Object.assign(sampled, { count: sampled.count + count, max: Math.max(sampled.max, maxSeconds * 1e9) });

async function scrapeAfter(milliseconds: number): Promise<number | undefined> {
  now += milliseconds;
  const families = parseExposition(await registry.metrics());
  return families.find(({ name }) => name === 'nodejs_eventloop_lag_max_seconds')?.samples[0]?.value;
}

test('a scrape shows what was sampled since the one before', async () => {
  sample(150, 2);
  expect(await scrapeAfter(15_000)).toBe(2);
  sample(150, 1);
  expect(await scrapeAfter(15_000)).toBe(1);
});

test('two scrapers see the same, whatever is between them', async () => {
  sample(150, 2);
  expect(await scrapeAfter(15_000)).toBe(2);
  expect(await scrapeAfter(10)).toBe(2);
  sample(70, 3);
  expect(await scrapeAfter(7_000)).toBe(2);
  sample(80, 1);
  expect(await scrapeAfter(8_000)).toBe(3);
  expect(await scrapeAfter(10)).toBe(3);
});

test('the first seconds are shown as they grow', async () => {
  expect(await scrapeAfter(50)).toBeUndefined();
  sample(1, 1);
  expect(await scrapeAfter(100)).toBe(1);
  sample(1, 2);
  expect(await scrapeAfter(100)).toBe(2);
});

test('what a loop that stood still had shown stays', async () => {
  sample(150, 2);
  expect(await scrapeAfter(15_000)).toBe(2);
  expect(await scrapeAfter(15_000)).toBe(2);
});
