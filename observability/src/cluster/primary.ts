import cluster from 'node:cluster';
import { checkedLimit } from '../checked';
import { ObservabilityError } from '../errors';
import { clientOf } from '../http/client';
import { type ChecksFor, checkedOptions, lookedAtThere } from '../option-checks';
import type { AnyRegistry } from '../http/registry';
import { Collector } from './collector';
import { setCollector } from './metrics-of';

export interface ClusterMetricsOptions {
  /** How long a scrape waits for the workers, in milliseconds; default 1 000. */
  readonly timeoutMs?: number;
}

const CHECKS: ChecksFor<ClusterMetricsOptions> = { timeoutMs: lookedAtThere };

/** Node runs a longer timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Has scrapes of a registry in a cluster's primary show the sum of all workers that call `reportToPrimary()`, beside
 * what the primary itself registered. What a worker counted stays in the sums when it is gone. A worker that does not
 * answer in time is shown as it was last. Throws OBS_CLUSTER_WORKER in a worker, and an ObservabilityError for a wrong
 * registry or option.
 */
export function aggregateInPrimary(registry: AnyRegistry, options: ClusterMetricsOptions = {}): void {
  if (cluster.isWorker) throw new ObservabilityError('OBS_CLUSTER_WORKER', cluster.worker?.id);
  const client = clientOf(registry, 'aggregateInPrimary');
  const { Counter, Gauge, registers } = client;
  const { timeoutMs = 1_000 } = checkedOptions(options, 'aggregateInPrimary', CHECKS);
  checkedLimit(timeoutMs, 'aggregateInPrimary: timeoutMs', LONGEST_TIMER_MS);
  const late = new Counter({
    name: 'metrics_late_workers_total',
    help: 'Cluster workers that did not answer a scrape in time: their last report stood in.',
    registers,
  });
  const collector = new Collector({ registry, client, timeoutMs, onLate: () => late.inc() });
  new Gauge({
    name: 'metrics_workers',
    help: 'Cluster workers whose metrics are in the sums.',
    registers,
    collect() {
      this.set(collector.workers);
    },
  });
  cluster.on('message', (worker, message) => collector.receive(worker, message));
  // Node leaves out the one or the other for a worker that was killed while it was handed a connection.
  cluster.on('disconnect', (worker) => collector.gone(worker));
  cluster.on('exit', (worker) => collector.gone(worker));
  setCollector(registry, () => collector.collect());
}
