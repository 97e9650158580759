import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Config } from '../config/settings';
import { errors } from '../errors';
import type { Logger } from '../logging/logger';
import { startEmbeddedDatabase } from './embedded/start-embedded-database';
import { createGuardedPool } from './guarded-pool';
import { recordingDialect } from './recording-dialect';
import type { Schema } from './schema';
import type { StoreRecorder } from './store-recorder';

export type Database = Kysely<Schema>;

export interface OpenDatabase {
  db: Database;
  /** Closes the connections, and ends the embedded database if this opened it. */
  close(): Promise<void>;
}

export type DatabaseConfig = Pick<
  Config,
  | 'DATABASE_URL'
  | 'DATA_DIR'
  | 'DATABASE_POOL_SIZE'
  | 'DATABASE_QUEUE_SIZE'
  | 'DATABASE_CONNECT_TIMEOUT_SECONDS'
  | 'DATABASE_STATEMENT_TIMEOUT_SECONDS'
>;

/** Folder of the embedded database. */
export const embeddedDirectory = (config: Pick<Config, 'DATA_DIR'>): string =>
  join(config.DATA_DIR, 'postgres');

/** An address without user and password, for messages. */
function publicAddress(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? hostname}:${port || '5432'}${pathname}`;
}

/** Connects to the PostgreSQL server at `url`, without checking that it answers. */
export function connectTo(
  url: string,
  config: DatabaseConfig,
  logger: Logger,
  recorder?: StoreRecorder,
): Database {
  const pool = createGuardedPool({
    url,
    size: config.DATABASE_POOL_SIZE,
    queueSize: config.DATABASE_QUEUE_SIZE,
    connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_SECONDS * 1000,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_SECONDS * 1000,
    onIdleError: (err) => logger.warn({ err }, 'an idle database connection broke'),
    recorder,
  });
  const dialect = new PostgresDialect({ pool });
  return new Kysely<Schema>({
    dialect: recorder === undefined ? dialect : recordingDialect(dialect, recorder),
  });
}

/** Resolves when the database answers. @throws DatabaseUnavailable, or the database's own error. */
export const ping = async (db: Database): Promise<void> => {
  await sql`select 1`.execute(db);
};

/**
 * Opens the store: PostgreSQL by `DATABASE_URL`, else the embedded database in `DATA_DIR`.
 *
 * @throws ApiError `database_unreachable`, `database_locked`, `database_failed`.
 */
export async function openDatabase(
  config: DatabaseConfig,
  logger: Logger,
  recorder?: StoreRecorder,
): Promise<OpenDatabase> {
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbeddedDatabase(embeddedDirectory(config), (how) =>
          logger.error({ how }, 'the embedded database ended by itself; starting it again'),
        )
      : undefined;
  const url = embedded?.url ?? config.DATABASE_URL ?? '';
  const db = connectTo(url, config, logger, recorder);
  const close = async () => {
    await db.destroy();
    await embedded?.stop();
  };
  try {
    await ping(db);
  } catch (error) {
    await close();
    throw errors.databaseUnreachable(
      publicAddress(url),
      error instanceof Error ? (error.cause ?? error) : error,
    );
  }
  return { db, close };
}
