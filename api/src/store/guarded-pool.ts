import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { serviceName } from '../service';
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

/** PostgreSQL reports a statement's error with a severity; anything else broke the connection. */
const isStatementError = (error: unknown): boolean =>
  error instanceof Error && 'severity' in error && typeof error.severity === 'string';

/** One borrowed connection; closed instead of given back once it has failed. */
class GuardedClient implements PostgresPoolClient {
  private broken: Error | undefined;
  private readonly breakDown = (error: Error): void => {
    this.broken ??= error;
  };

  constructor(private readonly client: PoolClient) {
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
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    query_timeout: options.statementTimeoutMs + answerGraceMs,
    keepAlive: true,
    application_name: serviceName,
    ...(options.recorder && { Client: recordingClient(options.recorder) }),
  });
  pool.on('error', options.onIdleError);
  return {
    get waiting() {
      return pool.waitingCount;
    },
    connect: async () => {
      if (pool.waitingCount >= options.queueSize) {
        throw new DatabaseUnavailable(`${pool.waitingCount} requests wait for a connection`);
      }
      const client = await pool.connect().catch((error: unknown) => {
        throw new DatabaseUnavailable(error instanceof Error ? error.message : String(error), error);
      });
      return new GuardedClient(client);
    },
    end: () => pool.end(),
  };
}
