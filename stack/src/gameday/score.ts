import { type BudgetSpent, budgetSpent } from './budget';
import { type Requests, gainedBetween, ownRows, requestsIn } from './client-ledger';
import { isExpected, isFalsePage } from './expectation';
import { duplicatesIn, nameOf, pagesIn } from './notifications';
import type { Moments, Played } from './play';
import { missesOf } from './limits';
import type { Scenario } from './scenarios';
import { type Scrapes, scrapesBetween } from './scrapes';
import type { Site } from './site';
import { uncountedBetween } from './tally';

/** The score of a scenario, as `--json` prints it. Times in seconds; null where there is none. */
export interface Score {
  readonly scenario: string;
  readonly title: string;
  /** From the break to the first notification. */
  readonly predictedSecondsToPage: number | null;
  readonly measuredSecondsToPage: number | null;
  /** How often the expected alert set the pager off. */
  readonly delivered: number;
  readonly duplicates: number;
  /** Pages that the scenario does not account for, by name. */
  readonly falsePages: readonly string[];
  /** From the mending to the notification that it is over. */
  readonly predictedSecondsToResolve: number | null;
  readonly measuredSecondsToResolve: number | null;
  readonly budget: readonly BudgetSpent[];
  readonly requests: Requests;
  readonly scrapes: Scrapes;
  /** ISO 8601. */
  readonly moments: Readonly<Record<keyof Moments, string | null>>;
  /** Limits that were missed; empty when all is well. */
  readonly misses: readonly string[];
}

const SCRAPE_SECONDS = 15;

/** Draws up the score of a scenario that was played. Rejects when Prometheus does not answer. */
export async function scoreOf(name: string, scenario: Scenario, site: Site, played: Played): Promise<Score> {
  const { moments, entries, ownRequests, ledgers, tallies } = played;
  const { broken, mended, ended } = moments;
  const range = { from: broken, to: ended };
  const rows = [...gainedBetween(ledgers.broken, ledgers.ended), ...ownRows(ownRequests)];
  const { breakage } = scenario;
  const isUnseen = breakage.how === 'killed' && breakage.component === 'prometheus';
  const unseen = isUnseen ? gainedBetween(ledgers.broken, ledgers.mended) : [];

  const facts = {
    scenario: name,
    title: scenario.title,
    predictedSecondsToPage: seconds(broken, moments.pagePredicted),
    measuredSecondsToPage: seconds(broken, moments.paged),
    delivered: pagesIn(entries.filter((entry) => isExpected(scenario.expected, entry))),
    duplicates: duplicatesIn(entries),
    falsePages: entries.filter((entry) => isFalsePage(scenario, entry)).map(nameOf),
    predictedSecondsToResolve: seconds(mended, moments.overPredicted),
    measuredSecondsToResolve: seconds(mended, moments.over),
    budget: await budgetSpent(site.prometheus, scenario, range, rows),
    requests: {
      ...requestsIn(rows, unseen),
      uncounted: await uncountedBetween(site.prometheus, tallies, ownRows(ownRequests)),
    },
    scrapes: await scrapesBetween(site.prometheus, range, SCRAPE_SECONDS),
    moments: {
      broken: iso(broken),
      pagePredicted: iso(moments.pagePredicted),
      paged: iso(moments.paged),
      mended: iso(mended),
      overPredicted: iso(moments.overPredicted),
      over: iso(moments.over),
      ended: iso(ended),
    },
  };
  return { ...facts, misses: missesOf(facts, scenario) };
}

const iso = (moment: number | undefined): string | null =>
  moment === undefined || !Number.isFinite(moment) ? null : new Date(moment).toISOString();
const seconds = (from: number, to: number | undefined): number | null =>
  to === undefined || !Number.isFinite(to) ? null : Math.round((to - from) / 100) / 10;
