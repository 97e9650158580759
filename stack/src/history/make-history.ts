import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { HistoryChoice, HistoryReport } from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import { inherited } from '../processes/commands';
import { resolveProgram } from '../programs/resolve';
import { owe } from '../reaper';
import { projectRoot } from '../root';
import { historyReport } from './report';

const execute = promisify(execFile);

/**
 * Fills Prometheus's data folder with a month of history, as the services `history` and `backfill` of docker-compose.yml
 * do, where it has no data yet. Never rejects: the stack starts without a past as well.
 * @param data the stack's data folder, with Prometheus's target files in it
 */
export async function makeHistory(data: string, choice: HistoryChoice): Promise<HistoryReport> {
  if (choice.HISTORY === 'off') return { skipped: 'HISTORY=off' };
  const text = path.join(data, 'month.om');
  const prometheusData = path.join(data, 'prometheus-data');
  const env = {
    ...inherited(process.env),
    HISTORY: choice.HISTORY,
    HISTORY_RATE: String(choice.HISTORY_RATE),
    HISTORY_FILE: text,
    TARGETS_DIR: path.join(data, 'prometheus', 'targets'),
    PROMETHEUS_DATA: prometheusData,
  };
  try {
    const promtool = await resolveProgram('promtool');
    const generator = path.join(projectRoot, 'demo', 'dist', 'history', 'main.js');
    const generated = await runOwed(process.execPath, [generator], env);
    const script = path.join(data, 'prometheus', 'backfill.sh');
    return historyReport(generated, await runOwed('sh', [script, promtool, text, prometheusData], env));
  } catch (thrown) {
    return { problem: messageOf(thrown) };
  }
}

/** Runs a program to its end, which comes with the end of this process at the latest; its output. */
async function runOwed(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const running = execute(command, [...args], { env });
  const paid = running.child.pid === undefined ? () => undefined : owe({ pid: running.child.pid });
  try {
    const { stdout, stderr } = await running;
    return stderr + stdout;
  } finally {
    paid();
  }
}
