import type { ApiTokenRow } from '../store/schema';

const day = (time: Date): string => time.toISOString().slice(0, 16).replace('T', ' ');

function validity(row: ApiTokenRow, now: Date): string {
  if (row.expires_at === null) return 'until revoked';
  return `${row.expires_at <= now ? 'expired' : 'until'} ${day(row.expires_at)}`;
}

/** Tokens as a table for people; of each token only its first characters. */
export function tokenTable(rows: readonly ApiTokenRow[], now: Date): string {
  const table = [
    ['ID', 'NAME', 'TOKEN', 'SOURCE', 'CREATED (UTC)', 'VALID', 'SCOPES'],
    ...rows.map((row) => [
      String(row.id),
      row.name,
      `${row.prefix}…`,
      row.source,
      day(row.date_created),
      validity(row, now),
      row.scopes.join(' '),
    ]),
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((cells) => (cells[column] ?? '').length)),
  );
  return table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
