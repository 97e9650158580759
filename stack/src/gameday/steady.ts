import { queryValue } from '@express-slo-stack/demo';
import { StackError } from '../errors';
import { sleep } from '../wait';
import type { Scenario } from './scenarios';

/** What Prometheus knows of an SLO before the fault. */
export interface SteadyState {
  readonly objective: number;
  /** Seconds of traffic, without errors, that are recorded. */
  readonly historySeconds: number;
}

const patienceSeconds = 300;
/** Enough that the fault is seen against traffic, not against a start. */
const leastHistorySeconds = 90;
const recordingIntervalSeconds = 30;

/** Waits until the SLO is recorded, has traffic and burns nothing. Throws NOT_STEADY. */
export async function waitUntilSteady(
  prometheusUrl: string,
  { service, slo }: Scenario,
): Promise<SteadyState> {
  const labels = `{service="${service}", slo="${slo}"}`;
  const ask = (query: string): Promise<number | undefined> => queryValue(prometheusUrl, query);
  let seen = 'nothing';
  for (const deadline = Date.now() + patienceSeconds * 1000; Date.now() < deadline; await sleep(2_000)) {
    const objective = await ask(`slo:objective:ratio${labels}`);
    const errors = await ask(`slo:sli_error:ratio_rate1h${labels}`);
    const records = (await ask(`count_over_time(slo:total:rate1m${labels}[3d])`)) ?? 0;
    const historySeconds = records * recordingIntervalSeconds;
    if (objective !== undefined && errors === 0 && historySeconds >= leastHistorySeconds) {
      return { objective, historySeconds };
    }
    seen = `objective ${objective ?? 'not recorded'}, error ratio over 1 h ${errors ?? 'not recorded'}, ${historySeconds} s of traffic recorded`;
  }
  throw new StackError('NOT_STEADY', { slo, seconds: patienceSeconds, seen });
}
