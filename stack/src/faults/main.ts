import { DemoError } from '@express-slo-stack/demo';
import pc from 'picocolors';
import { StackError, messageOf } from '../errors';
import { type Column, cellsOf, textOfCells } from '../gameday/text-table';
import { leaveAtSignals } from '../leave-at-signals';
import { parseArguments, usage } from './arguments';
import type { Measurement } from './drill';
import { drills } from './drills';

// Every drill has a stack of its own, which goes with this process.
leaveAtSignals(() => undefined);

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    const known = thrown instanceof StackError || thrown instanceof DemoError;
    const text = !known && thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
    console.error(`${pc.red('npm run faults:')} ${text}`);
    process.exit(1);
  },
);

/** Exit code 0 when all that was measured holds, else 1. */
async function main(args: readonly string[]): Promise<number> {
  const { names, runs, help } = parseArguments(args);
  if (help) {
    console.log(usage);
    return 0;
  }
  const measurements: Measurement[] = [];
  for (const name of names) {
    const drill = drills[name];
    const progress = (message: string): void =>
      console.error(pc.dim(`  ${new Date().toISOString().slice(11, 19)} ${name.padEnd(24)}${message}`));
    const outcome = await drill.run({ runs: runs ?? drill.usualRuns, progress });
    if ('leftOut' in outcome) console.log(`${name} is left out: ${outcome.leftOut}`);
    else measurements.push(...outcome);
  }
  if (measurements.length > 0) console.log(textOfCells(cellsOf(columns, measurements)));
  return measurements.every(({ holds }) => holds) ? 0 : 1;
}

const columns: readonly Column<Measurement>[] = [
  ['measure', ({ measure }) => measure],
  ['runs', ({ runs }) => String(runs)],
  ['measured', ({ measured }) => measured],
  ['must be', ({ mustBe }) => mustBe],
  ['', ({ holds }) => (holds ? 'holds' : 'FAILS')],
];
