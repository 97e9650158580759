import type { BudgetSpent } from './budget';
import type { Scenario } from './scenarios';
import type { Score } from './score';

/** A measured time may differ from its prediction by so much, whichever is more. */
const TIME_SECONDS = 30;
const TIME_SHARE = 0.1;
/** What metrics and ledger call bad may differ by this share of the answered requests, or by one request. */
const BUDGET_SHARE = 0.01;

type Facts = Omit<Score, 'misses'>;
type Check = (facts: Facts, scenario: Scenario) => readonly string[];

const checks: readonly Check[] = [
  ({ predictedSecondsToPage, measuredSecondsToPage }, { expected }) =>
    expected.page === 'none' ? [] : lateness('page', predictedSecondsToPage, measuredSecondsToPage),
  ({ predictedSecondsToResolve, measuredSecondsToResolve }, { expected }) =>
    expected.page === 'none' ? [] : lateness('end', predictedSecondsToResolve, measuredSecondsToResolve),
  ({ duplicates }) => (duplicates > 0 ? [`${duplicates} duplicate notifications`] : []),
  ({ falsePages }) => falsePages.map((page) => `false page: ${page}`),
  ({ budget, requests }) => {
    const allowed = Math.max(1, BUDGET_SHARE * requests.answered);
    return budget.filter(({ isHeld }) => isHeld).flatMap((spent) => apart(spent, allowed));
  },
  ({ scrapes: { failed, missing } }, { scrapedThroughout = false }) =>
    scrapedThroughout && failed > 0 ? [`${failed} scrapes failed, ${missing} are missing`] : [],
];

/** The limits that a score misses, each in a few words. */
export const missesOf = (facts: Facts, scenario: Scenario): string[] =>
  checks.flatMap((check) => check(facts, scenario));

/** Which counts by metrics are too far from the ledger's. */
function apart({ slo, badByMetrics, badByCounters, badByLedger }: BudgetSpent, allowed: number): string[] {
  if (badByLedger === null) return [];
  const counts = [
    ['metrics', badByMetrics],
    ['counters', badByCounters ?? badByMetrics],
  ] as const;
  return counts
    .filter(([, bad]) => Math.abs(bad - badByLedger) > allowed)
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
