import { type LedgerReport, queryValue } from '@express-slo-stack/demo';
import { StackError } from '../errors';
import { sleep } from '../wait';
import { type LedgerGain, answeredOnSlos, gainedBetween } from './client-ledger';
import { totalByCounters } from './counters';
import { SERVICE } from './scenarios';
import type { Site } from './site';

/** The client's ledger as it stood when Prometheus scraped the API: what both counted until then is the same. */
export interface Tally {
  /** Of the scrape, milliseconds since the epoch. */
  readonly scrapedAt: number;
  readonly ledger: LedgerReport;
}

type Sources = Pick<Site, 'prometheus'> & { readonly demo: Pick<Site['demo'], 'traffic'> };

const up = `up{job="${SERVICE}"}`;
/** How soon after a scrape the ledger is read. */
const POLL_MS = 200;
const PATIENCE_SECONDS = 90;

/** Waits for the next good scrape of the API and reads the ledger. Throws NOT_STEADY when none is made. */
export async function tallyAtScrape({ prometheus, demo }: Sources): Promise<Tally> {
  const lastScrape = (): Promise<number | undefined> =>
    queryValue(prometheus, `max(timestamp(${up}) and ${up} == 1)`).catch(() => undefined);
  const before = (await lastScrape()) ?? 0;
  const until = Date.now() + PATIENCE_SECONDS * 1000;
  for (; Date.now() < until; await sleep(POLL_MS)) {
    const scraped = await lastScrape();
    if (scraped !== undefined && scraped > before) {
      return { scrapedAt: scraped * 1000, ledger: await demo.traffic() };
    }
  }
  throw new StackError('NOT_STEADY', { slo: SERVICE, seconds: PATIENCE_SECONDS, seen: 'no good scrape' });
}

/**
 * Answers that the client got and no scrape counted: those between the last scrape of a process and its end. Below zero
 * where the counters have more. Rejects when Prometheus does not answer.
 * @param own requests that are in no ledger
 */
export async function uncountedBetween(
  prometheus: string,
  [first, last]: readonly [Tally, Tally],
  own: readonly LedgerGain[],
): Promise<number> {
  const range = { from: first.scrapedAt, to: last.scrapedAt };
  const answered = answeredOnSlos([...gainedBetween(first.ledger, last.ledger), ...own]);
  return answered - (await totalByCounters(prometheus, range));
}
