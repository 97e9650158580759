import cluster from 'node:cluster';
import { ObservabilityError } from '../errors';
import { clientOf } from '../http/client';
import type { AnyRegistry } from '../http/registry';
import { collectClientMetrics } from './client-metrics';
import { warnOnce } from '../warn-once';
import { LedgerReporter } from './ledger-reporter';
import {
  CLIENT,
  type ClientReport,
  HEARD,
  type Heard,
  isMessage,
  LEDGER,
  type LedgerPart,
  type LedgerReport,
  REQUEST,
  type ReportRequest,
} from './messages';

/** What a worker that is killed counted since its last report is lost: this bounds it. */
const REPORT_EVERY_MS = 1_000;

const NOTHING: LedgerPart = { shapes: [], series: [], growth: '', exemplars: [] };

/** A primary that adds metrics up answers at once; one that is busy may take a while. */
const HEARD_WITHIN_MS = 10_000;

/** Whether this process reports: to its primary, a second report would be the first one's. */
let reporting = false;

/**
 * Has a cluster's worker report the metrics of a registry to its primary, which calls `aggregateInPrimary()`: when the
 * primary is scraped, what requests left every second, and at the end. Returns a function that reports everything at once
 * and resolves when the primary has been told, for a worker that is about to end: what prom-client's own counters counted
 * since the last scrape is lost without. Outside of a cluster it does nothing. Throws OBS_CLUSTER_REPORTING for a second
 * call in a process; a primary that does not answer, as pm2's, is warned of.
 */
export function reportToPrimary(registry: AnyRegistry): () => Promise<void> {
  clientOf(registry, 'reportToPrimary');
  if (!cluster.isWorker) return () => Promise.resolve();
  if (reporting) throw new ObservabilityError('OBS_CLUSTER_REPORTING', cluster.worker?.id);
  reporting = true;
  let reporter = new LedgerReporter(registry);
  let sequence = 0;

  const silence = setTimeout(() => {
    warnOnce('reportToPrimary')(new ObservabilityError('OBS_PRIMARY_SILENT', cluster.worker?.id));
  }, HEARD_WITHIN_MS).unref();
  process.on('message', (message) => {
    if (isMessage<Heard>(message, HEARD)) clearTimeout(silence);
    if (!isMessage<ReportRequest>(message, REQUEST)) return;
    if (message.again) startOver();
    else void reportAll();
  });
  process.on('exit', report);
  setInterval(report, REPORT_EVERY_MS).unref();
  startOver();
  return () => {
    report();
    return reportAll();
  };

  function startOver(): void {
    reporter = new LedgerReporter(registry);
    sequence = 0;
    sendPart(NOTHING);
  }

  function report(): void {
    for (const part of reporter.parts()) sendPart(part);
  }

  async function reportAll(): Promise<void> {
    const metrics = await collectClientMetrics(registry);
    report();
    await new Promise<void>((resolve) => send({ type: CLIENT, metrics }, resolve));
  }

  function sendPart(part: LedgerPart): void {
    send({ type: LEDGER, sequence: sequence++, part });
  }
}

/** Tells when it is sent. To a primary that is gone nothing is. */
function send(message: LedgerReport | ClientReport, done: () => void = () => undefined): void {
  if (process.connected && process.send !== undefined)
    process.send(message, undefined, undefined, () => done());
  else done();
}
