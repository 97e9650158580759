import type { FaultName, Grade } from '../faults/catalogue';
import { stackPipeline } from '../gameday/pipeline';
import type { WatchdogState } from '../inbox/watchdog';
import { secondsUntilBurnPage } from './burn';
import { stillToCome } from './still-to-come';
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
  readonly because?: 'alertmanager-down' | 'prometheus-down' | 'pages-already' | 'ends-before';
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

/** From what makes an alert fire to its delivery: that is not undone by the end of the fault. */
const DELIVERY_SECONDS = stackPipeline.scrapeIntervalSeconds + stackPipeline.groupWaitSeconds;

/**
 * When a fault of this grade pages if it begins now and lasts as long as its grade says: burn-rate alerts by the windows as
 * they stand, TargetDown by Prometheus's clocks, the Watchdog's silence by its last beat. Undefined when it cannot be
 * known. Never rejects.
 */
export async function forecastOf<Name extends FaultName>(
  sources: ForecastSources,
  name: Name,
  grade: Grade<Name>,
): Promise<Forecast | undefined> {
  const forecast = await ifItStays(sources, name, grade);
  const { forSeconds = Infinity } = grade;
  if (forecast === undefined || forecast.secondsToPage === null) return forecast;
  if (forecast.secondsToPage - DELIVERY_SECONDS <= forSeconds) return forecast;
  return { ...forecast, secondsToPage: null, because: 'ends-before' };
}

async function ifItStays<Name extends FaultName>(
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
    const coming = await stillToCome([targetDown], sources);
    if ('none' in coming) return coming.none;
    return pageAfter(await secondsUntilTargetDown(prometheusUrl), targetDown);
  }
  const hits = hitsOf(name, grade).filter(({ errorShare }) => errorShare > 0);
  if (hits.length === 0) return never;
  if (prometheusUrl === undefined) return undefined;
  const coming = await stillToCome(hits.map(burnOf), sources);
  if ('none' in coming) return coming.none;
  const open = new Set(coming.pagers.map(({ slo }) => slo));
  const first = await firstBurn(
    prometheusUrl,
    hits.filter(({ slo }) => open.has(slo)),
  );
  return first === never ? (coming.there ?? never) : first;
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
