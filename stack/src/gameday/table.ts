import type { Score } from './score';

const number = (value: number | null, digits = 0): string => (value === null ? '-' : value.toFixed(digits));

/** A score's line of the table: a title for each cell, and the cell. */
const columns: readonly (readonly [title: string, cell: (score: Score) => string])[] = [
  ['scenario', ({ scenario }) => scenario],
  ['page predicted', ({ predictedSecondsToPage }) => number(predictedSecondsToPage)],
  ['measured', ({ measuredSecondsToPage }) => number(measuredSecondsToPage)],
  ['end predicted', ({ predictedSecondsToResolve }) => number(predictedSecondsToResolve)],
  ['measured', ({ measuredSecondsToResolve }) => number(measuredSecondsToResolve)],
  ['pages', ({ delivered }) => String(delivered)],
  ['duplicates', ({ duplicates }) => String(duplicates)],
  ['false', ({ falsePages }) => String(falsePages.length)],
  ['bad by metrics', (score) => number(sumOf(score, 'badByMetrics'), 1)],
  ['by ledger', (score) => number(sumOf(score, 'badByLedger'))],
  ['answered', ({ requests }) => String(requests.answered)],
  ['unanswered', ({ requests }) => String(Object.values(requests.unanswered).reduce((sum, n) => sum + n, 0))],
  ['scrapes failed', ({ scrapes }) => String(scrapes.failed)],
  ['missing', ({ scrapes }) => String(scrapes.missing)],
  ['', ({ misses }) => (misses.length === 0 ? 'ok' : 'MISSED')],
];

/** Bad events of the SLOs that a ledger can be kept of. */
const sumOf = ({ budget }: Score, field: 'badByMetrics' | 'badByLedger'): number =>
  budget
    .filter(({ badByLedger }) => badByLedger !== null)
    .reduce((sum, spent) => sum + (spent[field] ?? 0), 0);

/** The cells of every score, below their titles. */
export const tableOf = (scores: readonly Score[]): string[][] => [
  columns.map(([title]) => title),
  ...scores.map((score) => columns.map(([, cell]) => cell(score))),
];

/** The scores as text, with what was missed below. */
export function textOf(scores: readonly Score[]): string {
  const rows = tableOf(scores);
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  '),
  );
  const misses = scores.flatMap(({ scenario, misses: missed }) =>
    missed.map((miss) => `${scenario}: ${miss}`),
  );
  return [...lines.map((line) => line.trimEnd()), ...(misses.length > 0 ? ['', ...misses] : [])].join('\n');
}
