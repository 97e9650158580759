import type { FaultName, Grade } from '../faults/catalogue';
import type { WatchdogState } from '../inbox/watchdog';
import { secondsUntilBurnPage } from './burn';
import { hindranceOf } from './hindrance';
import { hitsOf, type Hit } from './hits';
import { burnOf, targetDown, type Pager } from './pagers';
import { withoutAlertmanager, withoutPrometheus } from './silence';
import { secondsUntilTargetDown } from './target-down';

/** When the first page is to be expected. */
export interface Forecast {
  /** Seconds from the moment of the forecast to the page in the inbox; null when no page comes. */
  readonly secondsToPage: number | null;
  /** The alert that pages first, or already. */
  readonly by?: Pager;
  /** What keeps a page from coming that would come otherwise. */
  readonly because?: 'alertmanager-down' | 'prometheus-down' | 'pages-already';
}

export interface ForecastSources {
  readonly prometheusUrl: string | undefined;
  readonly alertmanagerUrl: string | undefined;
  readonly watchdog: () => WatchdogState;
}

const never: Forecast = { secondsToPage: null };

const pageAfter = (seconds: number, pager: Pager): Forecast => ({
  secondsToPage: Math.round(seconds),
  by: pager,
});

/**
 * When a fault of this grade pages if it begins now and stays: burn-rate alerts by the windows as they stand,
 * TargetDown by Prometheus's clocks, the Watchdog's silence by its last beat. Undefined when it cannot be known. Never
 * rejects.
 */
export async function forecastOf<Name extends FaultName>(
  sources: ForecastSources,
  name: Name,
  grade: Grade<Name>,
): Promise<Forecast | undefined> {
  const { prometheusUrl, alertmanagerUrl, watchdog } = sources;
  if (name === 'alertmanager-down') return withoutAlertmanager(watchdog());
  if (name === 'prometheus-down') {
    return alertmanagerUrl === undefined ? undefined : withoutPrometheus(watchdog(), alertmanagerUrl);
  }
  if (name === 'api-down') {
    const hindrance = await hindranceOf([targetDown], sources);
    if (hindrance !== undefined) return hindrance;
    return pageAfter(await secondsUntilTargetDown(prometheusUrl), targetDown);
  }
  const hits = hitsOf(name, grade).filter(({ errorShare }) => errorShare > 0);
  if (hits.length === 0) return never;
  if (prometheusUrl === undefined) return undefined;
  return (await hindranceOf(hits.map(burnOf), sources)) ?? firstBurn(prometheusUrl, hits);
}

async function firstBurn(prometheusUrl: string, hits: readonly Hit[]): Promise<Forecast | undefined> {
  try {
    const pages = await Promise.all(
      hits.map(async (hit) => ({ hit, seconds: await secondsUntilBurnPage(prometheusUrl, hit) })),
    );
    const first = pages.reduce((one, other) => (other.seconds < one.seconds ? other : one));
    if (!Number.isFinite(first.seconds)) return never;
    return pageAfter(first.seconds, burnOf(first.hit));
  } catch {
    // Prometheus answers, but cannot tell the windows: it may be starting.
    return undefined;
  }
}
