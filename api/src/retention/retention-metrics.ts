import { Counter, Gauge, type Registry } from 'prom-client';

export interface RetentionMetrics {
  deleted: (kind: 'event' | 'issue', rows: number) => void;
  /** A run ended: whether it did all its work, and its seconds. */
  ran: (succeeded: boolean, seconds: number) => void;
}

/** What retention does, as metrics. */
export function createRetentionMetrics(registry: Registry): RetentionMetrics {
  const registers = [registry];
  const deletedRows = new Counter({
    name: 'gt_retention_deleted_total',
    help: 'Rows deleted by retention, by kind.',
    labelNames: ['kind'],
    registers,
  });
  const runs = new Counter({
    name: 'gt_retention_runs_total',
    help: 'Runs of retention, by result.',
    labelNames: ['result'],
    registers,
  });
  const lastSuccess = new Gauge({
    name: 'gt_retention_last_success_timestamp_seconds',
    help: 'When retention last did all its work; 0 before the first time.',
    registers,
  });
  const lastDuration = new Gauge({
    name: 'gt_retention_last_duration_seconds',
    help: 'How long the last run of retention took.',
    registers,
  });
  for (const kind of ['event', 'issue']) deletedRows.inc({ kind }, 0);
  for (const result of ['success', 'failure']) runs.inc({ result }, 0);
  return {
    deleted: (kind, rows) => deletedRows.inc({ kind }, rows),
    ran: (succeeded, seconds) => {
      runs.inc({ result: succeeded ? 'success' : 'failure' });
      lastDuration.set(seconds);
      if (succeeded) lastSuccess.setToCurrentTime();
    },
  };
}
