import type { Worker } from 'node:cluster';
import type { Client } from '../http/client';
import { addedUp, leftBehind, updated } from './client-metrics';
import type { ClientMetric } from './messages';

type Metrics = readonly ClientMetric[];

/** Workers that are gone and not added up, while nobody scrapes. */
const MOST_KEPT = 100;

/** What workers that are gone had counted. */
export class EndedWorkers {
  readonly #client: Client;
  readonly #left = new Map<Worker, Metrics>();
  /** The sum of those before. */
  #before: Metrics = [];
  #adding: Promise<void> = Promise.resolve();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Takes up a worker's last metrics as they are known. Where nobody scrapes, workers may end for days. */
  add(worker: Worker, metrics: Metrics): void {
    this.#left.set(worker, leftBehind(metrics));
    // The last reports of the youngest may still come.
    if (this.#left.size >= 2 * MOST_KEPT) void this.addUp(MOST_KEPT);
  }

  /** A report that was read later than the news of its worker's end. */
  update(worker: Worker, report: Metrics): void {
    const left = this.#left.get(worker);
    if (left !== undefined) this.#left.set(worker, leftBehind(updated(left, report)));
  }

  /** What they left, in lists to be added up. */
  lists(): readonly Metrics[] {
    return [this.#before, ...this.#left.values()];
  }

  /** Makes one list of those that are gone, but for the youngest; one time after another. */
  addUp(youngest = 0): Promise<void> {
    return (this.#adding = this.#adding.then(async () => {
      const taken = [...this.#left].slice(0, Math.max(0, this.#left.size - youngest));
      // No report is read meanwhile: this waits for nothing from outside.
      this.#before = await addedUp(this.#client, [this.#before, ...taken.map(([, metrics]) => metrics)]);
      for (const [worker] of taken) this.#left.delete(worker);
    }));
  }
}
