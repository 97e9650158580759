import { budgetRows } from './cases/budget';
import { groupRow } from './cases/groups';
import { lowTrafficRows } from './cases/low-traffic';
import { silenceRow } from './cases/silence';
import { sizeRow } from './cases/size';
import { steadyBurnRow } from './cases/steady-burn';
import { timeRows } from './cases/times';
import { unreachableRow } from './cases/unreachable';
import type { Row } from './row';

const parts: readonly (() => Promise<Row[]>)[] = [
  budgetRows,
  async () => [await silenceRow()],
  async () => [await unreachableRow()],
  lowTrafficRows,
  async () => [await groupRow()],
  () => Promise.resolve([sizeRow()]),
  timeRows,
  async () => [await steadyBurnRow()],
];

const columns = ['case', 'truth', 'sloth', 'ours'] as const;
const widths = { case: 52, truth: 44, sloth: 34, ours: 44 };
const line = (row: Readonly<Record<(typeof columns)[number], string>>) =>
  columns.map((column) => row[column].padEnd(widths[column])).join(' ');

/** Prints the table of what must hold, row by row as each is measured; ends with 1 when one does not hold. */
async function main() {
  console.log('99.9 % over 30 days, 15 s scrape, unless the case says otherwise; measured by promtool\n');
  console.log(`${line({ case: 'case', truth: 'truth', sloth: 'Sloth', ours: 'ours' })} holds`);
  for (const part of parts) {
    for (const row of await part()) {
      console.log(`${line(row)} ${row.holds ? 'yes' : 'NO'}`);
      if (!row.holds) process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
