import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Aggregator } from 'prom-client';
import { clientOf } from './client';
import type { AnyRegistry } from './registry';

/** At 10 ms, the default of Node, the sampling itself is most of an idle process's CPU. */
const SAMPLED_EVERY_MS = 100;

/** Of scrapes that follow sooner, as those of several scrapers do, each would take from the next what it is to show. */
const WINDOW_MS = 10_000;

type Histogram = ReturnType<typeof monitorEventLoopDelay>;

interface Lag {
  readonly part: string;
  readonly help: string;
  /** What stands for all processes of a cluster. Percentiles cannot be averaged: the worst process's does. */
  readonly aggregator: Aggregator;
  readonly read: (histogram: Histogram) => number;
}

/** prom-client's names, without `nodejs_eventloop_lag_seconds`: that is the delay of one moment, the last scrape's. */
const LAGS: readonly Lag[] = [
  { part: 'min', aggregator: 'min', help: 'The minimum', read: ({ min }) => min },
  { part: 'max', aggregator: 'max', help: 'The maximum', read: ({ max }) => max },
  { part: 'mean', aggregator: 'average', help: 'The mean', read: ({ mean }) => mean },
  { part: 'stddev', aggregator: 'max', help: 'The standard deviation', read: ({ stddev }) => stddev },
  {
    part: 'p50',
    aggregator: 'max',
    help: 'The 50th percentile',
    read: (histogram) => histogram.percentile(50),
  },
  {
    part: 'p90',
    aggregator: 'max',
    help: 'The 90th percentile',
    read: (histogram) => histogram.percentile(90),
  },
  {
    part: 'p99',
    aggregator: 'max',
    help: 'The 99th percentile',
    read: (histogram) => histogram.percentile(99),
  },
];

/** The names of prom-client that these gauges take over, and the misleading one. */
export const EVENT_LOOP_LAG_NAMES = ['', ...LAGS.map(({ part }) => `${part}_`)].map(
  (part) => `nodejs_eventloop_lag_${part}seconds`,
);

/**
 * How late the event loop ran, in seconds: since the last scrape, or over at least ten seconds where scrapes follow
 * sooner. No line before anything was sampled.
 */
export function registerEventLoopLag(registry: AnyRegistry): void {
  const { Gauge, registers } = clientOf(registry, 'registerEventLoopLag');
  const histogram = monitorEventLoopDelay({ resolution: SAMPLED_EVERY_MS });
  histogram.enable();
  let windowFrom = performance.now();
  let hadWindow = false;
  const gauges = LAGS.map(
    ({ part, help, aggregator }, index) =>
      new Gauge({
        name: `nodejs_eventloop_lag_${part}_seconds`,
        help: `${help} of the event loop's delays since the last scrape, or over ten seconds.`,
        aggregator,
        registers,
        ...(index === 0 && { collect }),
      }),
  );

  /** The first gauge is collected first: it sets them all from one reading. */
  function collect(): void {
    const isOver = performance.now() - windowFrom >= WINDOW_MS && histogram.count > 0;
    if (hadWindow && !isOver) return;
    gauges.forEach((gauge, index) => {
      const nanoseconds = LAGS[index]?.read(histogram);
      if (histogram.count === 0 || nanoseconds === undefined) gauge.remove();
      else gauge.set(nanoseconds / 1e9);
    });
    if (!isOver) return;
    histogram.reset();
    windowFrom = performance.now();
    hadWindow = true;
  }
}
