import type { FaultName, Grade } from '../faults/catalogue';
import { stackPipeline } from '../gameday/pipeline';
import type { WatchdogState } from '../inbox/watchdog';
import { secondsUntilBurnPage } from './burn';
import { hitsOf } from './hits';

/** When the first page is to be expected. */
export interface Forecast {
  /** Seconds from the moment of the forecast to the page in the inbox; null when no page comes. */
  readonly secondsToPage: number | null;
  /** The alert that pages first, such as "SLOBurn of ingest-availability". */
  readonly by?: string;
}

export interface ForecastSources {
  readonly prometheusUrl: string | undefined;
  readonly watchdog: () => WatchdogState;
}

const { scrapeIntervalSeconds, evaluationIntervalSeconds, groupWaitSeconds } = stackPipeline;
/** `for` of the alert TargetDown in prometheus/rules/targets.yml. */
const TARGET_DOWN_FOR_SECONDS = 60;

const never: Forecast = { secondsToPage: null };

const targetDown: Forecast = {
  secondsToPage:
    scrapeIntervalSeconds + evaluationIntervalSeconds + TARGET_DOWN_FOR_SECONDS + groupWaitSeconds,
  by: 'TargetDown',
};

/** The inbox itself pages, when it has heard no heartbeat for as long as it bears. */
const silence = ({ limitSeconds, silentForSeconds }: WatchdogState): Forecast => ({
  secondsToPage: Math.max(0, limitSeconds - silentForSeconds),
  by: 'WatchdogSilent',
});

/**
 * When a fault of this grade pages if it begins now and stays: burn-rate alerts by the windows as they stand, the others
 * by what they wait for. Undefined when it cannot be known. Never rejects.
 */
export async function forecastOf<Name extends FaultName>(
  { prometheusUrl, watchdog }: ForecastSources,
  name: Name,
  grade: Grade<Name>,
): Promise<Forecast | undefined> {
  if (name === 'api-down') return targetDown;
  if (name === 'prometheus-down' || name === 'alertmanager-down') return silence(watchdog());
  const hits = hitsOf(name, grade).filter(({ errorShare }) => errorShare > 0);
  if (hits.length === 0) return never;
  if (prometheusUrl === undefined) return undefined;
  try {
    const pages = await Promise.all(
      hits.map(async (hit) => ({ slo: hit.slo, seconds: await secondsUntilBurnPage(prometheusUrl, hit) })),
    );
    const first = pages.reduce((one, other) => (other.seconds < one.seconds ? other : one));
    if (!Number.isFinite(first.seconds)) return never;
    return { secondsToPage: Math.round(first.seconds), by: `SLOBurn of ${first.slo}` };
  } catch {
    // Without Prometheus there is neither a window nor a burn alert; that it is silent shows elsewhere.
    return undefined;
  }
}
