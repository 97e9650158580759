import { instantQuery } from '@express-slo-stack/demo';
import { sleep } from '../wait';
import { type Answer, ask } from './ask';
import { dashboardQuestions } from './dashboard-questions';
import { readDashboards, readRules } from './files';
import type { Question } from './question';
import { ruleQuestions } from './rule-questions';

/** What every query of every dashboard and rule answered, each asked once. */
export interface FirstLook {
  readonly answers: readonly Answer[];
  /** Seconds after the stack was ready: of the first query, and of the last. */
  readonly from: number;
  readonly to: number;
}

/** How long after the start no panel may be without data. */
const graceSeconds = 60;

/**
 * Asks all queries one after another, a minute after the stack was ready, or now if that is longer ago.
 * @param ready when the stack was ready, in milliseconds since 1970
 * Rejects when Prometheus does not answer which values the dashboards' variables have.
 */
export async function firstLook(prometheusUrl: string, ready: number): Promise<FirstLook> {
  await sleep(Math.max(0, ready + graceSeconds * 1000 - Date.now()));
  const secondsAfterReady = (): number => (Date.now() - ready) / 1000;
  const from = secondsAfterReady();
  const answers: Answer[] = [];
  for (const question of await allQuestions(prometheusUrl)) answers.push(await ask(prometheusUrl, question));
  return { answers, from, to: secondsAfterReady() };
}

async function allQuestions(prometheusUrl: string): Promise<readonly Question[]> {
  const labelValues = async (selector: string, label: string): Promise<readonly string[]> => {
    const groups = await instantQuery(prometheusUrl, `group by (${label}) (${selector})`);
    return groups.flatMap(({ metric }) => metric[label] ?? []).sort();
  };
  const [dashboards, rules] = await Promise.all([readDashboards(), readRules()]);
  const ofDashboards = await Promise.all(
    dashboards.map((dashboard) => dashboardQuestions(dashboard, labelValues)),
  );
  return [...ofDashboards.flat(), ...rules.flatMap(ruleQuestions)];
}
