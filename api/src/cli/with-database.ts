import type { Config } from '../config/settings';
import { createLogger } from '../logging/logger';
import { socketInUse } from '../store/embedded/lock';
import { lockFile, socketUrl } from '../store/embedded/places';
import { migrate } from '../store/migrate';
import { type Database, embeddedDirectory, openDatabase } from '../store/open-database';

/** The address of the embedded database, if a running API has it open. */
async function addressInUse(config: Config): Promise<string | undefined> {
  const socketDirectory = await socketInUse(lockFile(embeddedDirectory(config)));
  return socketDirectory && socketUrl(socketDirectory);
}

/**
 * Works on the API's database, wherever it is: the PostgreSQL server, the embedded database of a running API
 * through its socket, or the same opened here when nobody has it open.
 */
export async function withDatabase<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const url = config.DATABASE_URL ?? (await addressInUse(config));
  const logger = createLogger({ LOG_LEVEL: 'silent' });
  const database = await openDatabase({ ...config, DATABASE_URL: url, DATABASE_POOL_SIZE: 1 }, logger);
  try {
    await migrate(database.db);
    return await work(database.db);
  } finally {
    await database.close();
  }
}
