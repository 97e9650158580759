import { performance } from 'node:perf_hooks';
import type { Config } from '../config/settings';
import type { Logger } from '../logging/logger';
import type { Database } from '../store/open-database';
import { deleteEmptyIssues, deleteOldEvents } from './delete-old';
import type { RetentionMetrics } from './retention-metrics';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** The first run waits until the start is over. */
const firstRunMs = 30_000;

export interface RetentionOptions {
  db: Database;
  logger: Logger;
  metrics: RetentionMetrics;
  config: Pick<Config, 'RETENTION_DAYS' | 'RETENTION_INTERVAL_MINUTES' | 'RETENTION_BATCH_SIZE'>;
}

/** Deletes what is older than the retention time, in batches, every so often. */
export class Retention {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly options: RetentionOptions) {}

  /** Runs soon, and then at the configured interval. */
  start(): void {
    this.schedule(firstRunMs);
  }

  /** Ends after the batch at hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One run; it never rejects: a failure is logged and counted, and the next run makes up for it. */
  async run(): Promise<{ events: number; issues: number }> {
    const { db, logger, metrics, config } = this.options;
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    const cutoff = new Date(Date.now() - config.RETENTION_DAYS * dayMs);
    const deleted = { events: 0, issues: 0 };
    const limit = config.RETENTION_BATCH_SIZE;
    try {
      deleted.events = await this.inBatches('event', () => deleteOldEvents(db, cutoff, limit));
      deleted.issues = await this.inBatches('issue', () => deleteEmptyIssues(db, limit));
      metrics.ran(true, seconds());
      logger.info({ ...deleted, cutoff, duration_s: seconds() }, 'retention ran');
    } catch (err) {
      metrics.ran(false, seconds());
      logger.error({ err, ...deleted }, 'retention failed; it goes on at its next run');
    }
    return deleted;
  }

  private async inBatches(kind: 'event' | 'issue', deleteBatch: () => Promise<number>): Promise<number> {
    let total = 0;
    while (!this.stopped) {
      const rows = await deleteBatch();
      if (rows === 0) break;
      total += rows;
      this.options.metrics.deleted(kind, rows);
    }
    return total;
  }

  private schedule(afterMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.run().then(() => {
        if (!this.stopped) this.schedule(this.options.config.RETENTION_INTERVAL_MINUTES * minuteMs);
      });
    }, afterMs).unref();
  }
}
