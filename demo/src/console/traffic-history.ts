import { stackPipeline } from '../gameday/pipeline';
import { instantQuery } from '../prometheus/query';

/** Beyond the longest window of a burn alert, history makes no difference. */
const RECORDED = 'max(count_over_time(slo:total:rate1m[3d]))';

/**
 * How long there has been traffic, in seconds: what Prometheus has recorded (it outlives this process), else how long
 * this process has sent.
 * @param sentSince when this process began to send, ISO 8601
 */
export async function trafficHistorySeconds(
  prometheusUrl: string | undefined,
  sentSince: string,
): Promise<number> {
  const sent = (Date.now() - Date.parse(sentSince)) / 1000;
  if (prometheusUrl === undefined) return sent;
  // Without Prometheus there is no page either; the prediction then is for when it is back.
  const [recorded] = await instantQuery(prometheusUrl, RECORDED, { patienceMs: 3000 }).catch(() => []);
  return recorded === undefined ? sent : recorded.value * stackPipeline.evaluationIntervalSeconds;
}
