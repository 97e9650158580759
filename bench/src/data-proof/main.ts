import { createDemoClient } from '@express-slo-stack/demo';
import {
  firstLook,
  leaveAtSignals,
  makeHappen,
  unusedMetrics,
  verdictOf,
  watchFirstStart,
} from '@express-slo-stack/stack/proof';
import { parseArguments, type ProofArguments, usage } from './arguments';
import { type ProofReport, reportOf } from './report';
import { findSubject } from './subject';
import { summary } from './summary';

const progress = (message: string): void => console.error(`  ${message}`);

/** Prints what was found; 1 when a query has no data. */
async function main(args: readonly string[]): Promise<number> {
  const told = parseArguments(args);
  if (told.help) {
    console.log(usage);
    return 0;
  }
  const report = await prove(told);
  console.log(told.json ? JSON.stringify(report) : `\n${summary(report)}`);
  return report.without.length === 0 && report.panelsWithoutData === 0 ? 0 : 1;
}

async function prove(told: ProofArguments): Promise<ProofReport> {
  const subject = await findSubject(told, progress);
  const { title: stack, prometheus, ready, liveFrom } = subject;
  try {
    const watching =
      liveFrom === undefined ? undefined : watchFirstStart(prometheus, performance.timeOrigin, liveFrom);
    progress('Asking every query once, a minute or more after the stack was ready …');
    const look = await firstLook(prometheus, ready);
    const { withData, without, panelsWithoutData } = verdictOf(look, []);
    progress(
      `Asked: ${withData} with data, ${without.length} without, of which ${panelsWithoutData} in panels`,
    );
    const firstStart = await watching;
    const unused = await unusedMetrics(prometheus, look);
    const demo = createDemoClient(subject.console);
    if (liveFrom === undefined) mend = () => demo.clearFaults();
    const filled = await makeHappen({ prometheus, demo, progress }, look);
    return reportOf({ stack, firstStart, look, filled, verdict: verdictOf(look, filled), unused });
  } finally {
    await subject.release();
  }
}

/** Switches the faults of a stack off that was running before. */
let mend: (() => Promise<unknown>) | undefined;
leaveAtSignals(() => mend);
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    console.error(`npm run proof: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    process.exit(2);
  },
);
