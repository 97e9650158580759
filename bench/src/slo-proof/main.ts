import { budgetRows } from './cases/budget';
import { groupRow } from './cases/groups';
import { lowTrafficRows } from './cases/low-traffic';
import { samplesRows } from './cases/samples';
import { silenceRow } from './cases/silence';
import { sizeRow } from './cases/size';
import { steadyBurnRow } from './cases/steady-burn';
import { timeRows } from './cases/times';
import { unreachableRow } from './cases/unreachable';
import type { Row } from './row';

const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  budget: budgetRows,
  silence: async () => [await silenceRow()],
  unreachable: async () => [await unreachableRow()],
  'low-traffic': lowTrafficRows,
  'steady-burn': async () => [await steadyBurnRow()],
  groups: async () => [await groupRow()],
  times: timeRows,
  samples: samplesRows,
  size: () => Promise.resolve([sizeRow()]),
};

const preface =
  '99.9 % over 30 days, 15 s scrape, rules every 30 s, unless the case says otherwise. Everything is measured, by promtool\n' +
  "and, where Sloth's windows hold more than promtool takes and where samples are counted, by a real Prometheus.\n" +
  'Of the burn-rate pairs, those are timed that the error rate reaches.\n';
const columns = ['case', 'truth', 'sloth', 'ours'] as const;
const widths = { case: 54, truth: 78, sloth: 34, ours: 56 };
const line = (row: Readonly<Record<(typeof columns)[number], string>>) =>
  columns.map((column) => row[column].padEnd(widths[column])).join(' ');

/** Prints the table of what must hold, row by row as each is measured; ends with 1 when one does not hold. */
async function main(wanted: readonly string[]) {
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  console.log(preface);
  console.log(`${line({ case: 'case', truth: 'truth', sloth: 'Sloth', ours: 'ours' })} holds`);
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const row of await part()) {
      console.log(`${line(row)} ${row.holds ? 'yes' : 'NO'}`);
      if (!row.holds) process.exitCode = 1;
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
