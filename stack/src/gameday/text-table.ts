/** A column of a table: its title, and what it says of a row. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => string];

/** A number with so many digits, or what stands for one that is not there. */
export const numberOr = (nothing: string, value: number | null, digits = 0): string =>
  value === null ? nothing : value.toFixed(digits);

/** The cells of every row, below their titles. */
export const cellsOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] => [
  columns.map(([title]) => title),
  ...rows.map((row) => columns.map(([, cell]) => cell(row))),
];

/** The cells as text: the first column to the left, the others to the right. */
export function textOfCells(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const padded = (cell: string, index: number): string =>
    index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0);
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}
