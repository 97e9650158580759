import { type InboxEntry, type LedgerReport } from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import { sleep } from '../wait';
import { type OwnRequest, leverFor } from './breakage';
import { isExpected } from './expectation';
import { predictorFor } from './predict';
import type { Scenario } from './scenarios';
import type { Site } from './site';

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
  /** The demo's ledger at four moments. */
  readonly ledgers: {
    readonly began: LedgerReport;
    readonly broken: LedgerReport;
    readonly mended: LedgerReport;
    readonly ended: LedgerReport;
  };
}

/** How much later than predicted is waited for, before the game is called off. */
const GRACE_SECONDS = 240;
/** A false page would come in that time; and whatever failed is in a record by then. */
const SETTLE_SECONDS = 100;

/** Breaks it, waits for the page, mends it, waits for the end. It is mended when this returns or throws. */
export async function play(
  { title, breakage, expected }: Scenario,
  site: Site,
  progress: (message: string) => void,
): Promise<Played> {
  const { demo } = site;
  const lever = leverFor(breakage, site);
  const { id: lastBefore = 0 } = (await demo.inbox()).at(-1) ?? {};
  const news = async () => (await demo.inbox()).filter(({ id }) => id > lastBefore);
  const waitFor = async (status: InboxEntry['status'], until: number, fingerprint?: string) => {
    const isIt = (entry: InboxEntry): boolean =>
      entry.id > lastBefore &&
      entry.status === status &&
      isExpected(expected, entry) &&
      (fingerprint === undefined || entry.fingerprint === fingerprint);
    const withinSeconds = Math.max(0, until - Date.now()) / 1000 + GRACE_SECONDS;
    return demo.waitForAlert({ withinSeconds, isIt }).catch((thrown: unknown) => {
      progress(messageOf(thrown));
      return undefined;
    });
  };

  const predictor = await predictorFor(expected, site);
  const began = await demo.traffic();
  progress(
    `${title}: ${predictor ? `a page is predicted in ${secondsUntil(predictor.pageAt)} s` : 'no page is predicted'}`,
  );
  const pagePredicted = predictor?.pageAt;
  const watched = expected.page === 'none' ? expected.watchSeconds : secondsUntil(pagePredicted ?? NaN);
  const ledgerBroken = await demo.traffic();
  const broken = Date.now();
  let page: InboxEntry | undefined;
  let ownRequests: readonly OwnRequest[];
  try {
    ownRequests = await lever.breakIt(Math.ceil(watched + GRACE_SECONDS));
    if (pagePredicted === undefined) await sleep(watched * 1000);
    else page = await waitFor('firing', pagePredicted);
  } finally {
    await lever.mend();
  }
  const mended = Date.now();
  const ledgerMended = await demo.traffic();
  const paged = page === undefined ? undefined : Date.parse(page.receivedAt);
  if (paged !== undefined) progress(`The page came after ${secondsBetween(broken, paged)} s; it is mended`);

  const overPredicted =
    page === undefined || paged === undefined
      ? undefined
      : await predictor?.overAt({ receivedAt: paged, burn: page.labels['burn'] ?? '' });
  if (overPredicted !== undefined) progress(`Its end is predicted in ${secondsUntil(overPredicted)} s`);
  const end =
    overPredicted === undefined ? undefined : await waitFor('resolved', overPredicted, page?.fingerprint);
  const over = end === undefined ? undefined : Date.parse(end.receivedAt);
  if (over !== undefined)
    progress(`Its end came after ${secondsBetween(mended, over)} s; waiting for what comes late`);
  await sleep(SETTLE_SECONDS * 1000);

  return {
    moments: { broken, pagePredicted, paged, mended, overPredicted, over, ended: Date.now() },
    entries: await news(),
    ownRequests,
    ledgers: { began, broken: ledgerBroken, mended: ledgerMended, ended: await demo.traffic() },
  };
}

/** Whole seconds between two moments in milliseconds. */
const secondsBetween = (from: number, to: number): number => Math.round((to - from) / 1000);
const secondsUntil = (moment: number): number => secondsBetween(Date.now(), moment);
