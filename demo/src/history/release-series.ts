import type { Events } from './events';
import { alongGrid, secondsBeforeEnd, timeAt, type Grid } from './grid';
import type { Series } from './series';
import type { Labels } from './targets';

/** A stretch in which one process ran, in seconds before the month's end. */
interface Run {
  readonly labels: Labels;
  readonly from: number;
  readonly until: number;
}

const isIn = ({ from, until }: Run, before: number): boolean => before <= from && before > until;

/**
 * What the API was built from, along the month, and since when it ran: `build_info` and `process_start_time_seconds`, of
 * which the dashboards make a mark for each deploy. The first process began with the month.
 */
export function releaseSeries({ releases }: Events, running: Labels, target: Labels, grid: Grid): Series[] {
  const began = grid.end - timeAt(grid, 0);
  const beganAfter = (index: number): number => releases[index - 1]?.untilBeforeEnd ?? began;
  const runs: readonly Run[] = [
    ...releases.map(({ version, untilBeforeEnd }, index) => ({
      labels: { ...running, version },
      from: beganAfter(index),
      until: untilBeforeEnd,
    })),
    { labels: running, from: beganAfter(releases.length), until: -Infinity },
  ];
  const along = (valueAt: (before: number) => number) => (): Float64Array =>
    alongGrid(grid, (index) => valueAt(secondsBeforeEnd(grid, index)));
  const startedAt = (before: number): number =>
    grid.end - (runs.find((run) => isIn(run, before))?.from ?? NaN);
  return [
    ...runs.map((run) => ({
      name: 'build_info',
      labels: { ...target, ...run.labels },
      grid,
      values: along((before) => (isIn(run, before) ? 1 : NaN)),
    })),
    { name: 'process_start_time_seconds', labels: target, grid, values: along(startedAt) },
  ];
}
