import { getJson } from '../http/get-json';
import type { Clocks } from './foresee';

/** Something that happens every so many seconds. */
export interface Tick {
  /** When it last happened, milliseconds since the epoch. */
  readonly lastAt: number;
  readonly everySeconds: number;
}

/** When Prometheus scrapes the API and evaluates each of its rule groups. It keeps to that, over restarts too. */
export interface PrometheusClocks {
  readonly scrape: Tick;
  /** By the name of the rule group. */
  readonly evaluations: ReadonlyMap<string, Tick>;
}

/** The next time that it happens at or after a moment, in milliseconds since the epoch. */
export function nextTick({ lastAt, everySeconds }: Tick, from: number): number {
  const every = everySeconds * 1000;
  return lastAt + Math.ceil((from - lastAt) / every) * every;
}

/** An evaluation's clocks as a prediction wants them that begins at `from`. */
export function clocksOf(scrape: Tick, evaluation: Tick, from: number): Clocks {
  const next = nextTick(evaluation, from);
  const lastScrape =
    nextTick(scrape, next) - (nextTick(scrape, next) > next ? scrape.everySeconds * 1000 : 0);
  return { nextEvaluationSeconds: (next - from) / 1000, scrapeAgeSeconds: (next - lastScrape) / 1000 };
}

interface RuleGroups {
  readonly data: {
    readonly groups: readonly {
      readonly name: string;
      readonly interval: number;
      readonly lastEvaluation: string;
    }[];
  };
}
interface Targets {
  readonly data: {
    readonly activeTargets: readonly {
      readonly scrapePool: string;
      readonly lastScrape: string;
      readonly scrapeInterval: string;
    }[];
  };
}

/** Reads them from Prometheus. Rejects when it does not answer. */
export async function readClocks(prometheusUrl: string, scrapePool: string): Promise<PrometheusClocks> {
  const [{ data: rules }, { data: targets }] = await Promise.all([
    getJson<RuleGroups>(`${prometheusUrl}/api/v1/rules`),
    getJson<Targets>(`${prometheusUrl}/api/v1/targets?state=active`),
  ]);
  const target = targets.activeTargets.find((candidate) => candidate.scrapePool === scrapePool);
  return {
    scrape: {
      lastAt: Date.parse(target?.lastScrape ?? ''),
      everySeconds: Number.parseInt(target?.scrapeInterval ?? '', 10),
    },
    evaluations: new Map(
      rules.groups.map(({ name, interval, lastEvaluation }) => [
        name,
        { lastAt: Date.parse(lastEvaluation), everySeconds: interval },
      ]),
    ),
  };
}
