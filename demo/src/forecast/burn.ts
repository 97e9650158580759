import { secondsUntilAlert } from '../gameday/foresee';
import { workbookPairs } from '../gameday/pairs';
import { stackPipeline } from '../gameday/pipeline';
import { recentRate } from '../gameday/recent-rate';
import { recordedRates } from '../gameday/recorded';
import { instantQuery } from '../prometheus/query';
import type { Hit } from './hits';

const { scrapeIntervalSeconds, evaluationIntervalSeconds, groupWaitSeconds } = stackPipeline;
/** What the generated rules are made with: the range of the base records, and the fewest bad events that alert. */
const RISE_SECONDS = 60 - scrapeIntervalSeconds;
const MINIMUM_ERRORS = 10;

/**
 * Seconds from now until the first burn-rate page of an SLO is delivered, from its windows as they stand in Prometheus;
 * Infinity when none comes. Rejects when Prometheus does not answer.
 */
export async function secondsUntilBurnPage(prometheusUrl: string, { slo, errorShare }: Hit): Promise<number> {
  const query = `max by (service, slo) (slo:objective:ratio{slo="${slo}"})`;
  const [objective] = await instantQuery(prometheusUrl, query);
  if (objective === undefined) return Infinity;
  const service = objective.metric['service'] ?? '';
  const recorded = await recordedRates(prometheusUrl, { service, slo }, evaluationIntervalSeconds);
  const fault = { errorShare, eventsPerSecond: recentRate(recorded) };
  const rules = { objective: objective.value, minimumErrors: MINIMUM_ERRORS, riseSeconds: RISE_SECONDS };
  const conditions = workbookPairs
    .filter(({ severity }) => severity === 'page')
    .map((pair) => secondsUntilAlert(pair, recorded, fault, rules));
  return Math.min(...conditions) + scrapeIntervalSeconds + groupWaitSeconds;
}
