import cluster from 'node:cluster';
import { clientOf } from '../http/client';
import type { AnyRegistry } from '../http/registry';
import { collectClientMetrics } from './client-metrics';
import { LedgerReporter } from './ledger-reporter';
import {
  CLIENT,
  type ClientReport,
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

/**
 * Has a cluster's worker report the metrics of a registry to its primary, which calls `aggregateInPrimary()`: when the
 * primary is scraped, what requests left every second, and at the end. Returns a function that reports at once what
 * requests left, for a worker that is about to disconnect. Outside of a cluster it does nothing.
 */
export function reportToPrimary(registry: AnyRegistry): () => void {
  clientOf(registry, 'reportToPrimary');
  if (!cluster.isWorker) return () => undefined;
  let reporter = new LedgerReporter(registry);
  let sequence = 0;

  process.on('message', (message) => {
    if (!isMessage<ReportRequest>(message, REQUEST)) return;
    if (message.again) startOver();
    else void answer();
  });
  process.on('exit', report);
  setInterval(report, REPORT_EVERY_MS).unref();
  startOver();
  return report;

  function startOver(): void {
    reporter = new LedgerReporter(registry);
    sequence = 0;
    sendPart(NOTHING);
  }

  function report(): void {
    for (const part of reporter.parts()) sendPart(part);
  }

  async function answer(): Promise<void> {
    const metrics = await collectClientMetrics(registry);
    report();
    send({ type: CLIENT, metrics });
  }

  function sendPart(part: LedgerPart): void {
    send({ type: LEDGER, sequence: sequence++, part });
  }
}

/** To a primary that is gone nothing is sent. */
function send(message: LedgerReport | ClientReport): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
