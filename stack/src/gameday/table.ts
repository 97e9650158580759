import { budgetTableOfAll } from './budget-table';
import type { Score } from './score';
import { type Column, cellsOf, numberOr, textOfCells } from './text-table';

/** A score's line of the table. */
const columns: readonly Column<Score>[] = [
  ['scenario', ({ scenario }) => scenario],
  ['limits', ({ misses }) => (misses.length === 0 ? 'ok' : 'MISSED')],
  ['page predicted', ({ predictedSecondsToPage }) => numberOr('-', predictedSecondsToPage)],
  ['measured', ({ measuredSecondsToPage }) => numberOr('-', measuredSecondsToPage)],
  ['end predicted', ({ predictedSecondsToResolve }) => numberOr('-', predictedSecondsToResolve)],
  ['measured', ({ measuredSecondsToResolve }) => numberOr('-', measuredSecondsToResolve)],
  ['pages', ({ delivered }) => String(delivered)],
  ['duplicates', ({ duplicates }) => String(duplicates)],
  ['false', ({ falsePages }) => String(falsePages.length)],
];

/** Of its requests and scrapes: the report tells them with each scenario. */
const countColumns: readonly Column<Score>[] = [
  ['answered', ({ requests }) => String(requests.answered)],
  ['unseen', ({ requests }) => String(requests.answeredUnseen)],
  ['unanswered', ({ requests }) => String(Object.values(requests.unanswered).reduce((sum, n) => sum + n, 0))],
  ['uncounted', ({ requests }) => String(requests.uncounted)],
  ['scrapes failed', ({ scrapes }) => String(scrapes.failed)],
  ['missing', ({ scrapes }) => String(scrapes.missing)],
];

/** What the limits are about, of every score, below the titles. */
export const tableOf = (scores: readonly Score[]): string[][] => cellsOf(columns, scores);

/** A scenario without a score, and why. */
export interface NotPlayed {
  readonly scenario: string;
  readonly reason: string;
}

/** The scores as text: the table, what each cost by metrics and by ledger, what was missed and what was not played. */
export function textOf(scores: readonly Score[], notPlayed: readonly NotPlayed[] = []): string {
  const misses = scores.flatMap(({ scenario, misses: missed }) =>
    missed.map((miss) => `${scenario}: ${miss}`),
  );
  return [
    textOfCells(cellsOf([...columns, ...countColumns], scores)),
    textOfCells(budgetTableOfAll(scores)),
    ...(misses.length > 0 ? [misses.join('\n')] : []),
    ...notPlayed.map(({ scenario, reason }) => `${scenario} was NOT PLAYED: ${reason}`),
  ].join('\n\n');
}
