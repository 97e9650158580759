import { DemoError, createDemoClient } from '@express-slo-stack/demo';
import pc from 'picocolors';
import { StackError, messageOf } from '../errors';
import { startStack } from '../start-stack';
import { parseArguments } from './arguments';
import { type GamedayReport, play } from './play';
import { scenarios } from './scenarios';
import { waitUntilSteady } from './steady';

const progress = (message: string): void => console.error(pc.dim(`  ${message}`));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => fail(thrown),
);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** Exit code 0 when the page came and was resolved, else 1. */
async function main(args: readonly string[]): Promise<number> {
  const told = parseArguments(args);
  const stack = told.attach ? undefined : await startStack({ onProgress: progress });
  try {
    const at = told.attach ?? {
      console: stack?.urls.console ?? '',
      prometheus: stack?.urls.prometheus ?? '',
    };
    const scenario = scenarios[told.scenario];
    progress('Waiting until the traffic is steady and recorded …');
    const steady = await waitUntilSteady(at.prometheus, scenario);
    const report = await play({
      name: told.scenario,
      scenario,
      steady,
      demo: createDemoClient(at.console),
      progress,
    });
    console.log(told.json ? JSON.stringify(report) : sentences(report));
    return report.delivered && report.resolved ? 0 : 1;
  } finally {
    await stack?.stop();
  }
}

function sentences(report: GamedayReport): string {
  const { predictedSecondsToPage: predicted, measuredSecondsToPage: measured } = report;
  return [
    `Scenario ${report.scenario}, SLO ${report.slo} of ${report.service}, ${report.historySeconds} s of traffic before`,
    `  time to page      predicted ${predicted} s, measured ${measured ?? 'no page came'}${measured === null ? '' : ' s'}`,
    `  time to resolve   predicted at most ${report.predictedSecondsToResolve ?? '-'} s, measured ${report.measuredSecondsToResolve ?? '-'} s`,
    `  runbook           ${report.page?.annotations['runbook_url'] ?? '-'}`,
  ].join('\n');
}

function fail(thrown: unknown): never {
  const known = thrown instanceof StackError || thrown instanceof DemoError;
  const text = !known && thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
  console.error(`${pc.red('npm run gameday:')} ${text}`);
  process.exit(1);
}
