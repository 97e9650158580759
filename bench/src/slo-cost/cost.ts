import type { RuleGroup } from '@express-slo-stack/observability/slo';
import type { Client, QueryCost } from '../prometheus/client';

/** What a tool's rules cost in an hour of evaluation, by Prometheus's own counts and clock. */
export interface Cost {
  readonly samples: number;
  /** Seconds within the query engine (`evalTotalTime`); writing results and keeping alerts are not in it. */
  readonly seconds: number;
}

const units = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;
const secondsOf = (duration: string) =>
  [...duration.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );

const repeats = 3;
/** Seconds from which one run is enough: chance weighs little in it. */
const long = 5;

/** Evaluates every rule at one time, and counts it as often as its group evaluates it in an hour. */
export async function costOf(
  groups: readonly RuleGroup[],
  prometheus: Pick<Client, 'cost'>,
  at: number,
): Promise<Cost> {
  let [samples, seconds] = [0, 0];
  for (const { interval, rules } of groups) {
    const perHour = 3_600 / secondsOf(interval);
    for (const { expr } of rules) {
      const cost = await fastest(() => prometheus.cost(expr, at));
      samples += perHour * cost.samples;
      seconds += perHour * cost.seconds;
    }
  }
  return { samples, seconds };
}

async function fastest(run: () => Promise<QueryCost>): Promise<QueryCost> {
  let best = await run();
  for (let count = 1; count < repeats && best.seconds < long; count += 1) {
    const next = await run();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}
