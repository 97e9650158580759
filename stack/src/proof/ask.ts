import { instantQuery, rangeQuery } from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import { isPadded } from './padding';
import type { Question } from './question';

export interface Answer {
  readonly question: Question;
  /** Whether at least one series has a number; NaN and infinity are none. */
  readonly hasData: boolean;
  /** Why it could not be asked, or why its answer does not count. */
  readonly problem?: string;
}

/** Sums over thirty days take their time on a busy machine. */
const patienceMs = 60_000;
/** Grafana asks for about as many points as a panel is wide, and not more often than Prometheus scrapes. */
const points = 1_000;
const scrapeSeconds = 15;

/** Asks Prometheus once. Never rejects: what cannot be asked has no data, nor has what makes up for it. */
export async function ask(prometheusUrl: string, question: Question): Promise<Answer> {
  try {
    if (question.exprs.some(isPadded)) {
      return {
        question,
        hasData: false,
        problem: 'it ends with `or vector(…)`, and so has a value without data',
      };
    }
    for (const expr of question.exprs) {
      const values = await valuesOf(prometheusUrl, expr, question.rangeSeconds);
      if (values.some((value) => Number.isFinite(value))) return { question, hasData: true };
    }
    return { question, hasData: false };
  } catch (thrown) {
    return { question, hasData: false, problem: messageOf(thrown) };
  }
}

async function valuesOf(url: string, expr: string, rangeSeconds?: number): Promise<readonly number[]> {
  if (rangeSeconds === undefined) {
    return (await instantQuery(url, expr, { patienceMs })).map(({ value }) => value);
  }
  const to = Math.floor(Date.now() / 1000);
  const stepSeconds = Math.max(scrapeSeconds, Math.ceil(rangeSeconds / points));
  const curves = await rangeQuery(url, expr, { from: to - rangeSeconds, to, stepSeconds });
  return curves.flatMap((curve) => curve.points.map(([, value]) => value));
}
