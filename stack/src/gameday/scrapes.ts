import { queryValue } from '@express-slo-stack/demo';
import { SERVICE } from './scenarios';

/** How the API was scraped during a scenario. */
export interface Scrapes {
  readonly made: number;
  readonly failed: number;
  /** Due and not made, since Prometheus did not run. */
  readonly missing: number;
}

/** Counts them. Rejects when Prometheus does not answer. */
export async function scrapesBetween(
  prometheusUrl: string,
  { from, to }: { readonly from: number; readonly to: number },
  everySeconds: number,
): Promise<Scrapes> {
  const seconds = Math.ceil((to - from) / 1000);
  const over = (how: string): Promise<number | undefined> =>
    queryValue(prometheusUrl, `sum(${how}_over_time(up{job="${SERVICE}"}[${seconds}s] @ ${to / 1000}))`);
  const [made = 0, good = 0] = await Promise.all([over('count'), over('sum')]);
  return { made, failed: made - good, missing: Math.max(0, Math.floor(seconds / everySeconds) - made) };
}
