import { instantQuery } from '@express-slo-stack/demo';
import { sleep } from '../wait';
import { readRules } from './files';

/** How long a first start took until there was something to see; in seconds, null when it took too long. */
export interface FirstStart {
  /** Until Prometheus answered with what was recorded thirty days ago. */
  readonly historySeconds: number | null;
  /** Until the first SLO had a value of live requests, recorded after they were scraped, and until each had one. */
  readonly firstLiveSeconds: number | null;
  readonly allLiveSeconds: number | null;
}

const liveSeries = 'slo:sli_error:ratio_rate5m';
const historySeries = 'slo:total:rate1m';
const up = 'up{job="gt-api"}';
const patienceSeconds = 180;
const pauseMs = 250;

/**
 * Watches a stack that was just started for the first time.
 * @param began when the start began, in milliseconds since 1970
 * @param liveFrom what is younger is not of the history, in milliseconds since 1970
 */
export async function watchFirstStart(
  prometheusUrl: string,
  began: number,
  liveFrom: number,
): Promise<FirstStart> {
  const ask = async (query: string): Promise<number> => {
    const [sample] = await instantQuery(prometheusUrl, query).catch(() => []);
    return sample?.value ?? 0;
  };
  /** When the API was first scraped, in seconds since 1970; 0 before that. */
  const firstScrape = (): Promise<number> =>
    ask(`min((timestamp(${up}) and ${up} == 1) > ${liveFrom / 1000})`);
  const historySeconds = await secondsUntil(
    async () => (await ask(`count(${historySeries} offset 29d)`)) > 0,
    began,
    0,
  );
  await secondsUntil(async () => (await firstScrape()) > 0, began, patienceSeconds);
  const scrapedAt = (await firstScrape()) || liveFrom / 1000;
  const slos = await sloCount();
  const live = (): Promise<number> =>
    ask(`count(max by (service, slo) (timestamp(${liveSeries})) > ${scrapedAt})`);
  return {
    historySeconds,
    firstLiveSeconds: await secondsUntil(async () => (await live()) > 0, began, patienceSeconds),
    allLiveSeconds: await secondsUntil(async () => (await live()) >= slos, began, patienceSeconds),
  };
}

/** Tries at least once. */
async function secondsUntil(
  isThere: () => Promise<boolean>,
  began: number,
  patience: number,
): Promise<number | null> {
  for (const deadline = Date.now() + patience * 1000; ; await sleep(pauseMs)) {
    if (await isThere()) return (Date.now() - began) / 1000;
    if (Date.now() >= deadline) return null;
  }
}

async function sloCount(): Promise<number> {
  const rules = (await readRules()).flatMap(({ groups }) => groups.flatMap((group) => group.rules));
  return rules.filter((rule) => 'record' in rule && rule.record === liveSeries).length;
}
