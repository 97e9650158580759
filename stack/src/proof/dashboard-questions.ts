import { type DashboardQuery, queriesOf } from '@express-slo-stack/observability/dashboards';
import { parseDuration } from '../duration';
import type { Dashboard } from './files';
import type { Question } from './question';
import { type Choice, choicesOf, type Variable, withValues } from './variables';

/**
 * Every query of a dashboard, for each choice that a viewer has. Panels are asked for now, also those of curves: old
 * values do not count. Annotations are marks on the time that is shown, so they are asked for that time.
 * @param labelValues a label's values among the series of a selector
 */
export async function dashboardQuestions(
  dashboard: Dashboard,
  labelValues: (selector: string, label: string) => Promise<readonly string[]>,
): Promise<readonly Question[]> {
  const queries = queriesOf(dashboard);
  const choices = await choicesOf(variablesOf(dashboard, queries), labelValues);
  return queries.flatMap((query) => questionsOf(query, choices, shownSeconds(dashboard)));
}

function variablesOf(dashboard: Dashboard, queries: readonly DashboardQuery[]): readonly Variable[] {
  return queries.flatMap(({ kind, title: name, expr: selector, label }) => {
    if (kind !== 'variable' || label === undefined) return [];
    const { allValue } = dashboard.templating.list.find((variable) => variable.name === name) ?? {};
    return [{ name, selector, label, ...(allValue === undefined ? {} : { allValue }) }];
  });
}

function questionsOf(
  { kind, dashboard: from, title, expr }: DashboardQuery,
  choices: readonly Choice[],
  rangeSeconds: number,
): readonly Question[] {
  const [first, ...others] = new Set(
    choices.map((choice) => withValues(expr, { ...choice, __range: `${rangeSeconds}s` })),
  );
  // Without a choice there is nothing to look at: asked as it is written, it fails and is seen.
  if (first === undefined) return [{ kind, from, title, exprs: [expr] }];
  if (kind === 'annotation') return [{ kind, from, title, exprs: [first, ...others], rangeSeconds }];
  return [first, ...others].map((one) => ({ kind, from, title, exprs: [one] }));
}

function shownSeconds({ uid, time: { from } }: Dashboard): number {
  const seconds = parseDuration(from.replace(/^now-/, ''));
  if (seconds === undefined)
    throw new Error(`the dashboard ${uid} shows no time that is understood: ${from}`);
  return seconds;
}
