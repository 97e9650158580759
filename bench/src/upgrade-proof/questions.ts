import { instantQuery } from '@express-slo-stack/demo';
import type { Labels } from './history';

export const selector = (name: string, labels: Labels): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(', ')}}`;

const remaining = 'slo:period_error_budget_remaining:ratio';

/** When the first page of an SLO fired, in seconds since 1970; undefined where none did within half an hour. */
export async function firstPage(url: string, identity: Labels): Promise<number | undefined> {
  const firing = { alertname: 'SLOBurn', alertstate: 'firing', ...identity };
  const severity = 'sloth_id' in identity ? { sloth_severity: 'page' } : { severity: 'page' };
  const page = selector('ALERTS', { ...firing, ...severity });
  const [first] = await instantQuery(url, `min(min_over_time(timestamp(${page})[30m:5s]))`);
  return first?.value;
}

/** How often an alert of one name was active within half an hour. */
export async function alertsNamed(url: string, alertname: string): Promise<number> {
  const query = `count(last_over_time(${selector('ALERTS', { alertname })}[30m]))`;
  return (await instantQuery(url, query))[0]?.value ?? 0;
}

/** How many budgets of an SLO stand side by side now. */
export const budgetCount = async (url: string, identity: Labels): Promise<number> =>
  (await instantQuery(url, selector(remaining, identity))).length;

/** What an SLO has spent of its budget, and when that was recorded; 1 is all of it. NaN where nothing is recorded. */
export async function spent(
  url: string,
  series: Labels,
  at?: number,
): Promise<{ readonly share: number; readonly at: number }> {
  const select = `max(${selector(remaining, series)})`;
  const moment = at === undefined ? {} : { at };
  const [[left], [recorded]] = await Promise.all([
    instantQuery(url, select, moment),
    instantQuery(url, `max(timestamp(${selector(remaining, series)}))`, moment),
  ]);
  return { share: 1 - (left?.value ?? NaN), at: recorded?.value ?? NaN };
}
