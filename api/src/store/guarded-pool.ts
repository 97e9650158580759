import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { serviceName } from '../service';
import { ConnectionQueue } from './connection-queue';
import { DatabaseUnavailable } from './database-unavailable';
import { recordingClient } from './recording-client';
import type { StoreRecorder } from './store-recorder';

export interface PoolOptions {
  url: string;
  /** Most connections. */
  size: number;
  /** Most requests that wait for a connection. */
  queueSize: number;
  /** Milliseconds. */
  connectTimeoutMs: number;
  /** Milliseconds. */
  statementTimeoutMs: number;
  /** Told about connections that break while nobody uses them. */
  onIdleError: (error: Error) => void;
  /** Told about every connection that is opened. */
  recorder?: StoreRecorder | undefined;
}

/** What the client waits beyond the server's own statement timeout, for a server that does not answer at all. */
const answerGraceMs = 1_000;

/** A handshake may take longer than a request waits: the connection is the next one's. */
const handshakeWaits = 2;
/** Connections are kept over a pause in the traffic. */
const idleMs = 60_000;

/** PostgreSQL reports a statement's error with a severity; anything else broke the connection. */
const isStatementError = (error: unknown): boolean =>
  error instanceof Error && 'severity' in error && typeof error.severity === 'string';

/** One borrowed connection; closed instead of given back once it has failed. */
class GuardedClient implements PostgresPoolClient {
  private broken: Error | undefined;
  private readonly breakDown = (error: Error): void => {
    this.broken ??= error;
  };

  constructor(
    private readonly client: PoolClient,
    private readonly givenBack: () => void,
  ) {
    // Between two statements of a transaction nobody waits for the connection: its end would be an uncaught error.
    client.on('error', this.breakDown);
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    statement: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof statement !== 'string') throw new Error('This pool does not stream rows');
    return this.run<R>(statement, parameters);
  }

  release(): void {
    this.client.off('error', this.breakDown);
    this.client.release(this.broken);
    this.givenBack();
  }

  private async run<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (this.broken) throw new DatabaseUnavailable(this.broken.message, this.broken);
    try {
      return (await this.client.query(sql, [...parameters])) as unknown as PostgresQueryResult<R>;
    } catch (error) {
      if (isStatementError(error)) throw error;
      this.broken = error instanceof Error ? error : new Error(String(error));
      throw new DatabaseUnavailable(this.broken.message, error);
    }
  }
}

/**
 * A pool for kysely that never waits without end: for a connection, in a queue, or for an answer. What it
 * cannot get in time is a `DatabaseUnavailable`.
 */
export function createGuardedPool(options: PoolOptions): PostgresPool & { readonly waiting: number } {
  const pool = new Pool({
    connectionString: options.url,
    max: options.size,
    connectionTimeoutMillis: handshakeWaits * options.connectTimeoutMs,
    idleTimeoutMillis: idleMs,
    statement_timeout: options.statementTimeoutMs,
    query_timeout: options.statementTimeoutMs + answerGraceMs,
    keepAlive: true,
    application_name: serviceName,
    ...(options.recorder && { Client: recordingClient(options.recorder) }),
  });
  pool.on('error', options.onIdleError);
  const queue = new ConnectionQueue(pool, {
    size: options.size,
    queueSize: options.queueSize,
    waitMs: options.connectTimeoutMs,
  });
  return {
    get waiting() {
      return queue.waiting;
    },
    connect: async () => {
      const client = await queue.take().catch((error: unknown) => {
        throw new DatabaseUnavailable(error instanceof Error ? error.message : String(error), error);
      });
      return new GuardedClient(client, () => queue.serve());
    },
    end: () => pool.end(),
  };
}
