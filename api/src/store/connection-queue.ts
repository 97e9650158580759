import type { Pool, PoolClient } from 'pg';

export interface QueueOptions {
  /** Most connections. */
  readonly size: number;
  /** Most requests that wait when every connection is in use. */
  readonly queueSize: number;
  /** Longest wait of a request. Milliseconds. */
  readonly waitMs: number;
}

interface Waiting {
  readonly give: (client: PoolClient) => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Connections that are opened at once. A server with too much to do answers each handshake late; were one begun for every
 * request that waits, and given up with it, the server would do nothing but handshakes, and would not get out of it.
 */
export const openedAtOnce = 2;

/**
 * Hands out the connections of a pool in the order of the requests. A request takes whichever comes first, one that is given
 * back or a new one; a connection that is ready after its request has gone is the next one's.
 */
export class ConnectionQueue {
  private readonly queue: Waiting[] = [];
  /** Connections on their way to the queue: new ones, and idle ones, which the pool hands out a tick later. */
  private opening = 0;
  private coming = 0;

  constructor(
    private readonly pool: Pool,
    private readonly options: QueueOptions,
  ) {}

  get waiting(): number {
    return this.queue.length;
  }

  /** @throws Error when too many wait, after `waitMs`, or with the reason why no connection can be opened. */
  take(): Promise<PoolClient> {
    const { size, queueSize, waitMs } = this.options;
    if (this.queue.length >= queueSize + size - this.pool.totalCount + this.opening + this.pool.idleCount) {
      return Promise.reject(new Error(`${this.queue.length} requests wait for a connection`));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        const place = this.queue.indexOf(waiting);
        if (place >= 0) this.queue.splice(place, 1);
      };
      const waiting: Waiting = {
        give: (client) => {
          leave();
          resolve(client);
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiting.refuse(new Error(`no connection was free or opened within ${waitMs} ms`));
      }, waitMs);
      this.queue.push(waiting);
      this.serve();
    });
  }

  /** To be called when a connection was given back to the pool. */
  serve(): void {
    for (let wanted = this.queue.length - this.opening - this.coming; wanted > 0; wanted -= 1) {
      if (this.pool.idleCount > this.coming) void this.fetch('coming');
      else if (this.opening < openedAtOnce && this.pool.totalCount < this.options.size) {
        void this.fetch('opening');
      } else return;
    }
  }

  private async fetch(how: 'opening' | 'coming'): Promise<void> {
    this[how] += 1;
    try {
      const client = await this.pool.connect();
      this[how] -= 1;
      const [first] = this.queue;
      if (first === undefined) client.release();
      else first.give(client);
    } catch (thrown) {
      this[how] -= 1;
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      // While others are open, one of them will be given back.
      const refused = this.pool.totalCount > this.opening ? this.queue.slice(0, 1) : [...this.queue];
      for (const waiting of refused) waiting.refuse(error);
    }
    this.serve();
  }
}
