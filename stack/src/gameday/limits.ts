import { stackPipeline } from '@express-slo-stack/demo';
import type { BudgetSpent } from './budget';
import type { Scenario } from './scenarios';
import type { Score } from './score';

/** A measured time may differ from its prediction by so much, whichever is more. */
const TIME_SECONDS = 30;
const TIME_SHARE = 0.1;
/** What metrics and ledger count may differ by this share of the answered requests, or by one request. */
const COUNT_SHARE = 0.01;

type Facts = Omit<Score, 'misses'>;
type Check = (facts: Facts, scenario: Scenario) => readonly string[];

const checks: readonly Check[] = [
  ({ predictedSecondsToPage, measuredSecondsToPage }, { expected }) =>
    expected.page === 'none' ? [] : lateness('page', predictedSecondsToPage, measuredSecondsToPage),
  ({ predictedSecondsToResolve, measuredSecondsToResolve }, { expected }) =>
    expected.page === 'none' ? [] : lateness('end', predictedSecondsToResolve, measuredSecondsToResolve),
  ({ delivered }) => (delivered > 1 ? [`paged ${delivered} times`] : []),
  ({ duplicates }) => (duplicates > 0 ? [`${duplicates} duplicate notifications`] : []),
  ({ falsePages }) => falsePages.map((page) => `false page: ${page}`),
  ({ budget, requests }) => {
    const allowed = differenceAllowed(requests);
    return budget.filter(({ isHeld }) => isHeld).flatMap((spent) => apart(spent, allowed));
  },
  ({ requests }, scenario) => {
    const allowed = differenceAllowed(requests) + answeredUnscraped(scenario);
    return Math.abs(requests.uncounted) <= allowed
      ? []
      : [`${requests.uncounted} answers were counted by no scrape, ${allowed.toFixed(1)} are allowed`];
  },
  ({ scrapes: { failed, missing } }, { scrapedThroughout = false }) =>
    // At the edge of what is looked at, one may be missing.
    scrapedThroughout && (failed > 0 || missing > 1)
      ? [`${failed} scrapes failed, ${missing} are missing`]
      : [],
];

const differenceAllowed = ({ answered }: Score['requests']): number => Math.max(1, COUNT_SHARE * answered);

/** What the API can have answered since its last scrape when it is killed: the traffic of one scrape interval. */
const answeredUnscraped = ({ breakage, historyRate }: Scenario): number =>
  breakage.how === 'killed' && breakage.component === 'api'
    ? stackPipeline.scrapeIntervalSeconds * historyRate
    : 0;

/** The limits that a score misses, each in a few words. */
export const missesOf = (facts: Facts, scenario: Scenario): string[] =>
  checks.flatMap((check) => check(facts, scenario));

/** Which counts by metrics are too far from the ledger's, or miss all that is in it. */
function apart({ slo, badByMetrics, badByCounters, badByLedger }: BudgetSpent, allowed: number): string[] {
  if (badByLedger === null) return [];
  const counts = [
    ['metrics', badByMetrics],
    ['counters', badByCounters ?? badByMetrics],
  ] as const;
  return counts
    .filter(([, bad]) => Math.abs(bad - badByLedger) > allowed || (bad === 0 && badByLedger > 0))
    .map(
      ([by, bad]) =>
        `${slo}: ${bad.toFixed(1)} bad by the ${by}, ${badByLedger} by the ledger, ${allowed.toFixed(1)} apart are allowed`,
    );
}

function lateness(what: 'page' | 'end', predicted: number | null, measured: number | null): string[] {
  if (measured === null) return [what === 'page' ? 'no page came' : 'its end was not told'];
  if (predicted === null) return [`the ${what} was not predicted`];
  const allowed = Math.max(TIME_SECONDS, TIME_SHARE * predicted);
  if (Math.abs(measured - predicted) <= allowed) return [];
  return [`${what} after ${measured} s, predicted ${predicted} s, ${allowed.toFixed(0)} s apart are allowed`];
}
