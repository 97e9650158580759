import type { BudgetSpent } from './budget';
import type { Score } from './score';
import { type Column, cellsOf, numberOr } from './text-table';

interface Cost extends BudgetSpent {
  /** Requests that were answered while Prometheus ran. */
  readonly answered: number;
}

/** How far the metrics are from the ledger, as a share of the answered requests; nothing where there are no two counts. */
function apart({ badByMetrics, badByLedger, answered }: Cost): string {
  if (badByLedger === null || answered === 0) return '-';
  return `${((100 * Math.abs(badByMetrics - badByLedger)) / answered).toFixed(2)} %`;
}

const columns: readonly Column<Cost>[] = [
  ['SLO', ({ slo }) => slo],
  ['of the budget of 30 days', ({ shareOfBudget }) => `${(100 * shareOfBudget).toFixed(2)} %`],
  ['bad by metrics', ({ badByMetrics }) => badByMetrics.toFixed(1)],
  ['by counters', ({ badByCounters }) => numberOr('-', badByCounters)],
  ['by ledger', ({ badByLedger }) => numberOr('-', badByLedger)],
  ['apart, of the answered', apart],
  ['at most', ({ isHeld }) => (isHeld ? '1 %' : '-')],
];

const isCost = ({ badByMetrics, badByCounters, badByLedger }: BudgetSpent): boolean =>
  badByMetrics > 0 || (badByCounters ?? 0) > 0 || (badByLedger ?? 0) > 0;

const costsOf = ({ budget, requests: { answered } }: Score): Cost[] =>
  budget.filter(isCost).map((spent) => ({ ...spent, answered }));

/** What a scenario cost the SLOs that had bad events, by metrics and by ledger, below the titles. */
export const budgetTableOf = (score: Score): string[][] => cellsOf(columns, costsOf(score));

/** The same of several scenarios, which the first column names. */
export const budgetTableOfAll = (scores: readonly Score[]): string[][] =>
  cellsOf(
    [
      ['scenario', ({ scenario }) => scenario],
      ...columns.map(([title, cell]): Column<Row> => [title, (row) => cell(row.cost)]),
    ],
    scores.flatMap((score) => costsOf(score).map((cost) => ({ scenario: score.scenario, cost }))),
  );

interface Row {
  readonly scenario: string;
  readonly cost: Cost;
}
