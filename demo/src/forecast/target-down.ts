import { readClocks } from '../gameday/clocks';
import { stackPipeline } from '../gameday/pipeline';
import { TARGET_DOWN_FOR_SECONDS, targetDownAt } from '../gameday/target-down';

/** The API's job in prometheus/prometheus.yml. */
const API_JOB = 'gt-api';

const { scrapeIntervalSeconds, targetRulesIntervalSeconds, groupWaitSeconds } = stackPipeline;
/** On average half of an interval passes until the next scrape, and as much until the next evaluation. */
const USUAL_SECONDS =
  (scrapeIntervalSeconds + targetRulesIntervalSeconds) / 2 + TARGET_DOWN_FOR_SECONDS + groupWaitSeconds;

/**
 * Seconds from now until TargetDown is delivered, if the API stops answering now: by Prometheus's clocks, and as it usually
 * takes where they are not told. Never rejects.
 */
export async function secondsUntilTargetDown(prometheusUrl: string | undefined): Promise<number> {
  if (prometheusUrl === undefined) return USUAL_SECONDS;
  const clocks = await readClocks(prometheusUrl, API_JOB).catch(() => undefined);
  const now = Date.now();
  const at = clocks === undefined ? NaN : targetDownAt(clocks, now);
  return Number.isNaN(at) ? USUAL_SECONDS : (at - now) / 1000;
}
