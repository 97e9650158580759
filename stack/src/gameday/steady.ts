import { instantQuery } from '@express-slo-stack/demo';
import { StackError } from '../errors';
import { sleep } from '../wait';
import { SERVICE } from './scenarios';
import type { Site } from './site';

const patienceSeconds = 300;
/** The base records look back over a minute: the first two see the start. Four more are what a prediction goes by. */
const leastLiveRecords = 6;

/** Waits until every SLO is recorded from live data, no page is active and the heartbeat arrives. Throws NOT_STEADY. */
export async function waitUntilSteady({ prometheus, demo }: Site): Promise<void> {
  const began = Date.now();
  let seen = 'nothing';
  for (; Date.now() - began < patienceSeconds * 1000; await sleep(2_000)) {
    try {
      const since = Math.max(1, Math.floor((Date.now() - began) / 1000));
      const records = await instantQuery(
        prometheus,
        `sum by (service, slo) (count_over_time(slo:total:rate1m{service="${SERVICE}"}[${since}s]))`,
      );
      const pages = await instantQuery(prometheus, `ALERTS{service="${SERVICE}", severity="page"}`);
      const { lastBeatAt } = await demo.watchdog();
      const least = Math.min(...records.map(({ value }) => value));
      if (records.length > 0 && least >= leastLiveRecords && pages.length === 0 && lastBeatAt !== undefined)
        return;
      seen = `${records.length} SLOs recorded, at least ${least} records each, ${pages.length} pages active, ${lastBeatAt === undefined ? 'no' : 'a'} heartbeat`;
    } catch (thrown) {
      seen = String(thrown);
    }
  }
  throw new StackError('NOT_STEADY', { slo: SERVICE, seconds: patienceSeconds, seen });
}
