import { embeddedDatabase, type Measures, type Sample } from './samples';

/** A value at a number of requests. */
export type Point = readonly [requests: number, value: number];

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Theil–Sen: the median of the slopes between every two points. A single peak does not move it. */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).flatMap(([toX, toY]) => (toX === x ? [] : [(toY - y) / (toX - x)])),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}

/** Shares of all requests: the first window comes after the warm-up. */
const windows = { first: [0.2, 0.3], last: [0.9, 1] } as const;

export interface Growth {
  readonly group: string;
  readonly measure: keyof Measures;
  /** Medians of both windows. */
  readonly first: number;
  readonly last: number;
  readonly ratio: number;
  /** Per 1000 requests, after the warm-up. */
  readonly slope: number;
  /** The ratio that it must not exceed; absent for what is reported only. */
  readonly limit?: number;
  /** The slope that it must not exceed. */
  readonly steepest?: number;
  /** A window without a sample counts as growth: its ratio is NaN. */
  readonly grows: boolean;
}

const judgedGroups: readonly string[] = ['api', 'demo', embeddedDatabase];
/** A pool that opens one connection more is no leak. */
const spareFiles = 10;
const longSoak = 50_000;
/** The ratio of the medians that is no growth. A short soak ends while V8 still sizes its heap. */
const limitFor = (requests: number): number => (requests >= longSoak ? 1.1 : 1.3);

/**
 * The slope of memory that is no leak, in bytes per 1000 requests: 4 kB a request, and 10 kB in a short soak. A ratio alone
 * hides a leak behind what a process needs from its start, as the embedded database does.
 */
const steepestMemory = (requests: number): number => (requests >= longSoak ? 4 : 10) * 1024 * 1000;

function limitOf(
  group: string,
  measure: keyof Measures,
  requests: number,
  first: number,
): number | undefined {
  if (!judgedGroups.includes(group)) return undefined;
  if (measure === 'memory') return limitFor(requests);
  return measure === 'files' ? limitFor(requests) + spareFiles / Math.max(first, 1) : undefined;
}

export const measures = ['memory', 'files', 'sockets', 'series', 'disk', 'log'] as const;

/** Growth of everything that was measured, from the first window to the last. */
export function growthOf(samples: readonly Sample[]): readonly Growth[] {
  const total = samples.at(-1)?.requests ?? 0;
  const groups = Object.keys(samples.at(-1)?.groups ?? {});
  return groups.flatMap((group) =>
    measures.flatMap((measure) => {
      const points = samples.flatMap(({ requests, groups: { [group]: at } }): Point[] => {
        const value = at?.[measure];
        return value === undefined ? [] : [[requests, value]];
      });
      return points.length === 0 ? [] : [growth(group, measure, points, total)];
    }),
  );
}

function growth(group: string, measure: keyof Measures, points: readonly Point[], total: number): Growth {
  const within = ([from, to]: readonly [number, number]): number =>
    median(points.filter(([x]) => x >= from * total && x <= to * total).map(([, y]) => y));
  const [first, last] = [within(windows.first), within(windows.last)];
  const ratio = first === 0 ? (last === 0 ? 1 : Infinity) : last / first;
  const slope = 1000 * slopeOf(points.filter(([x]) => x >= windows.first[0] * total));
  const limit = limitOf(group, measure, total, first);
  // Without a value in both windows nothing is known, and nothing is passed.
  const steepest = limit !== undefined && measure === 'memory' ? steepestMemory(total) : Infinity;
  const grows = limit !== undefined && !(ratio <= limit && slope <= steepest);
  return {
    group,
    measure,
    first,
    last,
    ratio,
    slope,
    ...(limit === undefined ? {} : { limit, steepest }),
    grows,
  };
}
