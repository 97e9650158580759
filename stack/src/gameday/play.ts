import { type InboxEntry, type LedgerReport, stackPipeline } from '@express-slo-stack/demo';
import { sleep } from '../wait';
import { type OwnRequest, leverFor } from './breakage';
import { GRACE_SECONDS, watchInbox } from './inbox-watch';
import { predictorFor } from './predict';
import type { Scenario } from './scenarios';
import type { Site } from './site';
import { type Tally, tallyAtScrape } from './tally';

/** Moments of a scenario, in milliseconds since the epoch; those that were not reached are undefined. */
export interface Moments {
  readonly broken: number;
  readonly pagePredicted: number | undefined;
  readonly paged: number | undefined;
  readonly mended: number;
  readonly overPredicted: number | undefined;
  readonly over: number | undefined;
  readonly ended: number;
}

/** What happened in a scenario. */
export interface Played {
  readonly moments: Moments;
  /** What came into the inbox, oldest first. */
  readonly entries: readonly InboxEntry[];
  readonly ownRequests: readonly OwnRequest[];
  /** The demo's ledger at three moments. */
  readonly ledgers: Readonly<Record<'broken' | 'mended' | 'ended', LedgerReport>>;
  /** At a scrape before the break and at one after the end. */
  readonly tallies: readonly [Tally, Tally];
}

/** A false page would come in that time; and whatever failed is in a record by then. */
const SETTLE_SECONDS = 100;
/** What a dead process takes with it depends on when it was scraped last: the break falls anywhere between two scrapes. */
const untilTheBreak = (): number => Math.random() * stackPipeline.scrapeIntervalSeconds;

/** Breaks it, waits for the page, mends it, waits for the end. It is mended when this returns or throws. */
export async function play(
  { title, breakage, expected }: Scenario,
  site: Site,
  progress: (message: string) => void,
): Promise<Played> {
  const { demo } = site;
  const lever = leverFor(breakage, site);
  const inbox = await watchInbox(demo, expected, progress);

  const tallyBefore = await tallyAtScrape(site);
  await sleep(untilTheBreak() * 1000);
  const ledgerBroken = await demo.traffic();
  const predictor = await predictorFor(expected, site);
  const pagePredicted = predictor?.pageAt;
  const watchSeconds =
    expected.page === 'none' ? expected.watchSeconds : GRACE_SECONDS + untilIt(pagePredicted);
  progress(
    `${title}: ${pagePredicted === undefined ? 'no page is' : 'a page is'} predicted${inSeconds(pagePredicted)}`,
  );

  const broken = Date.now();
  let page: InboxEntry | undefined;
  let ownRequests: readonly OwnRequest[];
  try {
    ownRequests = await lever.breakIt(Math.ceil(watchSeconds));
    if (pagePredicted === undefined) await sleep(watchSeconds * 1000);
    else page = await inbox.pageBegins(pagePredicted);
  } finally {
    await lever.mend();
  }
  const mended = Date.now();
  const ledgerMended = await demo.traffic();

  const paged = page && Date.parse(page.receivedAt);
  if (paged !== undefined) progress(`The page came after ${secondsBetween(broken, paged)} s; it is mended`);
  const overPredicted =
    paged === undefined
      ? undefined
      : await predictor?.overAt({ receivedAt: paged, burn: page?.labels['burn'] ?? '' });
  if (overPredicted !== undefined) progress(`Its end is predicted${inSeconds(overPredicted)}`);
  const end = page && overPredicted !== undefined ? await inbox.pageEnds(page, overPredicted) : undefined;
  const over = end && Date.parse(end.receivedAt);
  if (over !== undefined) progress(`Its end came after ${secondsBetween(mended, over)} s`);
  progress(`Waiting ${SETTLE_SECONDS} s for what comes late …`);
  await sleep(SETTLE_SECONDS * 1000);
  const ended = Date.now();
  const tallyAfter = await tallyAtScrape(site);

  return {
    moments: { broken, pagePredicted, paged, mended, overPredicted, over, ended },
    entries: await inbox.entries(),
    ownRequests,
    ledgers: { broken: ledgerBroken, mended: ledgerMended, ended: tallyAfter.ledger },
    tallies: [tallyBefore, tallyAfter],
  };
}

/** Whole seconds between two moments in milliseconds. */
const secondsBetween = (from: number, to: number): number => Math.round((to - from) / 1000);
/** Seconds until a moment; none for one that never comes. */
const untilIt = (moment = 0): number =>
  Number.isFinite(moment) ? Math.max(0, secondsBetween(Date.now(), moment)) : 0;
const inSeconds = (moment: number | undefined): string =>
  moment === undefined ? '' : Number.isFinite(moment) ? ` in ${untilIt(moment)} s` : ' never';
