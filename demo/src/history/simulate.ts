import { createDice, type Dice } from '../traffic/random';
import type { Events } from './events';
import { fareOf, upShare } from './fares';
import { alongGrid, secondsBeforeEnd, type Grid } from './grid';
import { shareWithin } from './latency';
import { levelAt } from './level';
import { poisson } from './poisson';
import { requestKinds, type RequestKind } from './requests';

/** The requests of one method, route and status: what one series of the request histogram counts. */
export interface RequestCell {
  readonly labels: Readonly<Record<string, string>>;
  /** Answers in each step. */
  readonly counts: Float64Array;
  /** How many times as long as usual they took. */
  readonly slowdown: Float64Array;
}

/** A month as it was, step by step. */
export interface Simulation {
  readonly grid: Grid;
  readonly cells: readonly RequestCell[];
  /** Scrapes in each step, and those of them that the API answered. */
  readonly scrapes: { readonly all: number; readonly answered: Float64Array };
}

export interface SimulationOptions {
  readonly grid: Grid;
  readonly scrapeSeconds: number;
  readonly requestsPerSecond: number;
  readonly events: Events;
  readonly seed: number;
}

/** Plays a month. The same options give the same month. */
export function simulate(options: SimulationOptions): Simulation {
  const { grid, events, requestsPerSecond, seed } = options;
  const dice = createDice(seed);
  const level = alongGrid(grid, (index) => levelAt(secondsBeforeEnd(grid, index)));
  const up = alongGrid(grid, (index) => upShare(events, grid, index));
  const expected = level.map((value, index) => value * (up[index] ?? 1) * requestsPerSecond * grid.step);
  const cells = new Map<string, RequestCell>();
  for (const kind of requestKinds) playKind(kind, { grid, events, dice, level, expected }, cells);
  return { grid, cells: [...cells.values()], scrapes: answeredScrapes(options) };
}

interface Play {
  readonly grid: Grid;
  readonly events: Events;
  readonly dice: Dice;
  readonly level: Float64Array;
  /** Requests of all kinds to be expected in each step. */
  readonly expected: Float64Array;
}

/** Counts a kind's proper answers in one cell, and its failures in one for each status, which kinds of one route share. */
function playKind(
  { endpoint, status, share }: RequestKind,
  { grid, events, dice, level, expected }: Play,
  cells: Map<string, RequestCell>,
): void {
  const fare = fareOf(endpoint.route, events, grid);
  const slowdown = new Float64Array(grid.count);
  const cellOf = (answered: number): RequestCell => {
    const labels = {
      http_request_method: endpoint.method,
      http_route: endpoint.route,
      http_response_status_code: String(answered),
    };
    const key = Object.values(labels).join(' ');
    const cell = cells.get(key) ?? { labels, counts: new Float64Array(grid.count), slowdown };
    cells.set(key, cell);
    return cell;
  };
  const proper = cellOf(status);
  for (let index = 0; index < grid.count; index += 1) {
    const { errorShare, errorStatus, slowdown: factor } = fare(index);
    const requests = poisson(dice, share * (expected[index] ?? 0));
    const failed = errorShare >= 1 ? requests : Math.min(requests, poisson(dice, requests * errorShare));
    addTo(proper, index, requests - failed);
    if (failed > 0) addTo(cellOf(errorStatus), index, failed);
    slowdown[index] = factor * loadFactor(level[index] ?? 1);
  }
}

const addTo = ({ counts }: RequestCell, index: number, answers: number): void => {
  counts[index] = (counts[index] ?? 0) + answers;
};

/** Busy hours are slower. */
const loadFactor = (level: number): number => 0.7 + 0.3 * level;

function answeredScrapes({ grid, scrapeSeconds, events }: SimulationOptions): Simulation['scrapes'] {
  const scrapes: Grid = {
    end: grid.end,
    step: scrapeSeconds,
    count: (grid.count * grid.step) / scrapeSeconds,
  };
  const all = grid.step / scrapeSeconds;
  const answered = alongGrid(grid, (index) => {
    let good = 0;
    for (let scrape = index * all; scrape < (index + 1) * all; scrape += 1) {
      if (upShare(events, scrapes, scrape) > 0.5) good += 1;
    }
    return good;
  });
  return { all, answered };
}

/** A cell's bucket as a counter: the answers within `bound` seconds since the cell's first step. */
export function countWithin({ counts, slowdown }: RequestCell, bound: number): Float64Array {
  let sum = 0;
  return counts.map((count, index) => {
    sum += count * shareWithin(bound, slowdown[index] ?? 1);
    return Math.floor(sum);
  });
}

/** The last steps of a cell. */
export const lastSteps = ({ labels, counts, slowdown }: RequestCell, steps: number): RequestCell => ({
  labels,
  counts: counts.slice(-steps),
  slowdown: slowdown.slice(-steps),
});
