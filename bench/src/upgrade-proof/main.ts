import { minuteRows } from './minute';
import { outageRows } from './outage';
import type { Row } from './row';

const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  change: outageRows,
  minute: minuteRows,
};

const preface =
  '99.9 % over 30 days or the calendar month, in a running Prometheus that holds thirty days of records and two hours of raw\n' +
  'series: everything failed for 16 minutes seven hours ago, and fails now. Rules are exchanged 45 s into the outage, and again\n' +
  'at its end. The control has the same history, traffic and moments of evaluation. Takes nine minutes.\n';
const columns = ['case', 'truth', 'found'] as const;
const widths = { case: 58, truth: 72, found: 60 };
const line = (row: Readonly<Record<(typeof columns)[number], string>>) =>
  columns.map((column) => row[column].padEnd(widths[column])).join(' ');

/** Prints what must hold when labels, releases and scrape intervals change; ends with 1 when a row does not hold. */
async function main(wanted: readonly string[]) {
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  console.log(preface);
  console.log(`${line({ case: 'case', truth: 'truth', found: 'found' })} holds`);
  const chosen = Object.entries(parts).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  for (const rows of await Promise.all(chosen.map(([, part]) => part()))) {
    for (const row of rows) {
      console.log(`${line(row)} ${row.holds ? 'yes' : 'NO'}`);
      if (!row.holds) process.exitCode = 1;
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
