import type { MigrationCounts } from '@express-slo-stack/observability';
import { type Kysely, Migrator } from 'kysely';
import { errors } from '../errors';
import { migrations } from './migrations';
import type { Schema } from './schema';

const migratorOf = (db: Kysely<Schema>) =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });

/** How many migrations the database has, and how many it lacks. */
export async function countMigrations(db: Kysely<Schema>): Promise<MigrationCounts> {
  const all = await migratorOf(db).getMigrations();
  const applied = all.filter(({ executedAt }) => executedAt !== undefined).length;
  return { applied, unapplied: all.length - applied };
}

/**
 * Brings the database to the newest schema. Several instances may start at once: kysely holds an advisory
 * lock, so one migrates and the others wait.
 *
 * @returns the names of the migrations applied now.
 * @throws ApiError `migration_failed`.
 */
export async function migrate(db: Kysely<Schema>): Promise<string[]> {
  const { error, results = [] } = await migratorOf(db).migrateToLatest();
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'set-up';
    throw errors.migrationFailed(failed, error);
  }
  return results.map((result) => result.migrationName);
}
