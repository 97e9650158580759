import { curve } from '../prometheus/block/curve';
import { prometheusOver } from '../prometheus/server';
import type { RawSeries } from './traffic';

const begin = Date.UTC(2026, 0, 1) / 1_000;

/** When to look, in seconds from the begin of the series. */
export interface Watch {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * The times, in seconds from the begin of the series and ascending, at which conditions on raw series hold in a real
 * Prometheus: what promtool cannot say of a peer, whose windows of three days hold more samples than it allows.
 */
export async function timesHeld(
  series: readonly RawSeries[],
  scrape: number,
  conditions: readonly string[],
  { from, to, step }: Watch,
): Promise<number[][]> {
  const prometheus = await prometheusOver(series.map((one) => inBlock(one, scrape)));
  try {
    const found = [];
    for (const condition of conditions) {
      const times = await prometheus.timesOf(condition, { from: begin + from, to: begin + to, step });
      found.push(times.map((time) => time - begin));
    }
    return found;
  } finally {
    await prometheus.stop();
  }
}

function inBlock({ labels, values }: RawSeries, scrape: number) {
  const there = values.filter((value) => value !== undefined);
  const start = begin + (values.length - there.length) * scrape;
  return {
    labels: { __name__: 'requests_total', ...labels },
    curve: curve(start * 1_000, scrape * 1_000, there),
  };
}
