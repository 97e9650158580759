import type { Grid } from './grid';
import { meanSeconds } from './latency';
import { REQUEST_HISTOGRAM } from './sli-events';
import { countWithin, type RequestCell } from './simulate';
import type { Series } from './series';
import type { Labels } from './targets';

/** A counter of the steps as scrapes read it, which are `perStep` times as many. */
export function scraped(counter: Float64Array, perStep: number): Float64Array {
  return new Float64Array(counter.length * perStep).map((_none, scrape) => {
    const step = Math.floor(scrape / perStep);
    const [before, after] = [counter[step - 1] ?? 0, counter[step] ?? 0];
    return Math.floor(before + ((after - before) * ((scrape % perStep) + 1)) / perStep);
  });
}

function running(values: Float64Array, weight: (index: number) => number = () => 1): Float64Array {
  let sum = 0;
  return values.map((value, index) => (sum += value * weight(index)));
}

/** The request histogram of one cell, as the API exposes it: a bucket for each bound, sum and count. */
export function histogramSeries(
  cell: RequestCell,
  bounds: readonly number[],
  target: Labels,
  scrapes: Grid,
): Series[] {
  const perStep = scrapes.count / cell.counts.length;
  const series = (suffix: string, more: Labels, counter: () => Float64Array): Series => ({
    name: `${REQUEST_HISTOGRAM}_${suffix}`,
    labels: { ...target, ...cell.labels, ...more },
    grid: scrapes,
    values: () => scraped(counter(), perStep),
  });
  return [
    ...[...bounds, Infinity].map((bound) =>
      series('bucket', { le: bound === Infinity ? '+Inf' : String(bound) }, () => countWithin(cell, bound)),
    ),
    series('sum', {}, () => running(cell.counts, (index) => meanSeconds(cell.slowdown[index] ?? 1))),
    series('count', {}, () => running(cell.counts)),
  ];
}
