import type { Events } from './events';
import { alongGrid, secondsBeforeEnd, type Grid } from './grid';
import type { Series } from './series';
import type { Labels } from './targets';

/** What the API was built from, along the month: `build_info`, of which a change is a deploy. */
export function releaseSeries(events: Events, running: Labels, target: Labels, grid: Grid): Series[] {
  const { releases } = events;
  const lastUntil = releases.at(-1)?.untilBeforeEnd ?? Infinity;
  const ran = [
    ...releases.map(({ version, untilBeforeEnd }, index) => ({
      labels: { ...running, version },
      from: releases[index - 1]?.untilBeforeEnd ?? Infinity,
      until: untilBeforeEnd,
    })),
    { labels: running, from: lastUntil, until: -Infinity },
  ];
  return ran.map(({ labels, from, until }) => ({
    name: 'build_info',
    labels: { ...target, ...labels },
    grid,
    values: () =>
      alongGrid(grid, (index) => {
        const before = secondsBeforeEnd(grid, index);
        return before <= from && before > until ? 1 : NaN;
      }),
  }));
}
