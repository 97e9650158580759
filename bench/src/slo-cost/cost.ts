import type { RuleGroup } from '@express-slo-stack/observability/slo';
import type { Prometheus } from './prometheus';

/** What a tool's rules cost, per hour and per evaluation. */
export interface Cost {
  readonly samplesPerHour: number;
  /** Seconds of evaluation per hour, of the expressions whose windows lie within the data. */
  readonly secondsPerHour: number;
  /** How many expressions read further back than the data goes; their samples are worked out from the longest count. */
  readonly workedOut: number;
}

const units = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;
const secondsOf = (duration: string) =>
  [...duration.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );

const repeats = 3;

/** Evaluates every rule of a tool once, at the end of the data. */
export async function costOf(
  groups: readonly RuleGroup[],
  prometheus: Prometheus,
  rawSeconds: number,
): Promise<Cost> {
  let [samplesPerHour, secondsPerHour, workedOut] = [0, 0, 0];
  for (const { interval, rules } of groups) {
    const perHour = 3_600 / secondsOf(interval);
    for (const { expr } of rules) {
      const range = longestRawRange(expr);
      if (range > rawSeconds) {
        samplesPerHour += perHour * (await workOut(expr, range, prometheus, rawSeconds));
        workedOut += 1;
        continue;
      }
      const costs = [];
      for (let run = 0; run < repeats; run += 1) costs.push(await prometheus.cost(expr));
      samplesPerHour += perHour * (costs[0]?.samples ?? 0);
      secondsPerHour += perHour * Math.min(...costs.map(({ seconds }) => seconds));
    }
  }
  return { samplesPerHour, secondsPerHour, workedOut };
}

const rawRange = /requests_total(?:\{[^}]*\})?\[(\w+)\]/g;

/** The longest range over raw series in an expression, in seconds. */
const longestRawRange = (expr: string) =>
  Math.max(0, ...[...expr.matchAll(rawRange)].map(([, range = '']) => secondsOf(range)));

/**
 * The samples of a range beyond the data: in proportion to the whole data's, after a check that half of it gives half.
 */
async function workOut(
  expr: string,
  range: number,
  prometheus: Prometheus,
  rawSeconds: number,
): Promise<number> {
  const over = async (seconds: number) => {
    const shorter = expr.replace(rawRange, (text, written: string) =>
      text.replace(`[${written}]`, `[${seconds}s]`),
    );
    return (await prometheus.cost(shorter)).samples;
  };
  const [whole, half] = [await over(rawSeconds), await over(rawSeconds / 2)];
  if (Math.abs(whole / half - 2) > 0.02) {
    throw new Error(`the samples of ${expr} do not grow with its range: ${half} and ${whole}`);
  }
  return whole * (range / rawSeconds);
}
