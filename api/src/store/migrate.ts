import { type Kysely, Migrator } from 'kysely';
import { errors } from '../errors';
import { migrations } from './migrations';
import type { Schema } from './schema';

/**
 * Brings the database to the newest schema. Several instances may start at once: kysely holds an advisory
 * lock, so one migrates and the others wait.
 *
 * @returns the names of the migrations applied now.
 * @throws ApiError `migration_failed`.
 */
export async function migrate(db: Kysely<Schema>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'set-up';
    throw errors.migrationFailed(failed, error);
  }
  return results.map((result) => result.migrationName);
}
