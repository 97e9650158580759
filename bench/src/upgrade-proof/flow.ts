import { curve } from '../prometheus/block/curve';
import type { Series } from '../prometheus/block/block';
import { rawHistory, type Times } from './times';

/** Requests of one kind, a hundred a second, as two counters `METRIC{code="200"}` and `METRIC{code="500"}`. */
export interface Flow {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Which share fails: always, and in the outage. */
  readonly alwaysBad: number;
  readonly outageBad: number;
  /** How much later than planned its outage begins, in seconds. */
  readonly delay: number;
}

export const rate = 100;

/** What Prometheus is told to put on everything it scrapes, so that the history goes on in the live series. */
export const target = { job: 'shop', instance: 'shop' } as const;

/** Both counters of a flow at a moment in seconds since 1970. */
export function countsAt(
  flow: Flow,
  { begin, outage, over }: Times,
  at: number,
): { good: number; bad: number } {
  const all = at - (begin - rawHistory);
  const failing = Math.max(0, Math.min(at, over) - outage - flow.delay);
  const bad = rate * (flow.alwaysBad * (all - failing) + flow.outageBad * failing);
  return { good: rate * all - bad, bad };
}

const codes = { good: '200', bad: '500' } as const;
const outcomes = ['good', 'bad'] as const;

/** What a scrape reads. */
export const exposition = (flows: readonly Flow[], times: Times, at: number): string =>
  flows
    .flatMap((flow) => {
      const counts = countsAt(flow, times, at);
      return outcomes.map((outcome) => {
        const labels = Object.entries({ ...flow.labels, code: codes[outcome] })
          .map(([name, value]) => `${name}="${value}"`)
          .join(',');
        return `${flow.metric}{${labels}} ${counts[outcome]}\n`;
      });
    })
    .join('');

/** The two hours of raw counters before the run. */
export const rawSeries = (flows: readonly Flow[], times: Times, scrape: number): Series[] =>
  flows.flatMap((flow) =>
    outcomes.map((outcome) => ({
      labels: { __name__: flow.metric, ...target, ...flow.labels, code: codes[outcome] },
      curve: curve(
        (times.begin - rawHistory) * 1_000,
        scrape * 1_000,
        Array.from(
          { length: rawHistory / scrape + 1 },
          (_, index) => countsAt(flow, times, times.begin - rawHistory + index * scrape)[outcome],
        ),
      ),
    })),
  );
