import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryConfig } from './config';
import { createHistory } from './history';
import { openMetrics } from './open-metrics';
import type { HistoryReport } from './report';
import { projectRoot } from './root';
import { readSlos } from './specifications';
import { readTargets, type Labels } from './targets';

/** As long as the windows of the SLOs. */
const DAYS = 30;
/** The same month at every start. */
const SEED = 1;

/**
 * Writes a month of history that ends now as OpenMetrics text, all of it or nothing; none when Prometheus has data, for
 * only a first start can take it.
 * @throws DemoError `SLOS_UNREADABLE`; the file system's error
 */
export function generateHistory(config: HistoryConfig, days = DAYS): HistoryReport {
  const { HISTORY: month, HISTORY_FILE: file, PROMETHEUS_DATA: data } = config;
  const draft = `${file}.new`;
  for (const left of [file, draft]) rmSync(left, { force: true });
  if (month === 'off') return { skipped: 'HISTORY=off' };
  if (existsSync(data)) return { skipped: 'Prometheus has data already' };

  const end = Math.floor(Date.now() / 1000);
  const { series, ledger, leftOut } = createHistory({
    end,
    days,
    month,
    requestsPerSecond: config.HISTORY_RATE,
    seed: SEED,
    slos: readSlos(),
    targets: readTargets(config.TARGETS_DIR),
    running: runningBuild(config.REVISION),
  });
  try {
    writeAll(draft, openMetrics(series));
    renameSync(draft, file);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw thrown;
  }
  return { month, end, days, ledger, leftOut };
}

function writeAll(file: string, pieces: Iterable<string>): void {
  const opened = openSync(file, 'w');
  try {
    for (const piece of pieces) writeSync(opened, piece);
  } finally {
    closeSync(opened);
  }
}

/** The labels of `build_info` of the API that is about to start. */
function runningBuild(revision: string): Labels {
  const manifest = readFileSync(join(projectRoot, 'api', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return { service: 'gt-api', version, revision, nodeversion: process.version };
}
