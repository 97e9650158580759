import {
  type CacheRecorder,
  cacheMetrics,
  databaseMetrics,
  type MigrationCounts,
  migrationMetrics,
  modelMetrics,
} from '@express-slo-stack/observability';
import type { Registry } from 'prom-client';
import type { Schema } from '../store/schema';
import type { StoreRecorder } from '../store/store-recorder';

/** The model of each table, as Django would name it: in one word of small letters. */
export const models = {
  organizations: 'organization',
  teams: 'team',
  projects: 'project',
  project_teams: 'projectteam',
  project_keys: 'projectkey',
  issues: 'issue',
  issue_users: 'issueuser',
  events: 'event',
  api_tokens: 'apitoken',
} as const satisfies Record<keyof Schema, string>;

/** The families of django-prometheus that tell of the store. */
export interface StoreMetrics {
  readonly recorder: StoreRecorder;
  /** The memory of project keys. */
  readonly projectKeys: CacheRecorder;
  migrations(counts: MigrationCounts): void;
}

/** Registers the families, of `vendor`: `postgresql` or `pglite`. All but the migrations start at zero. */
export function createStoreMetrics(registry: Registry, vendor: 'postgresql' | 'pglite'): StoreMetrics {
  const count = modelMetrics(registry, Object.values(models));
  const modelOf = new Map<string, string>(Object.entries(models));
  return {
    recorder: {
      ...databaseMetrics(registry, { vendor }),
      committed: ({ table, operation, rows }) => count(modelOf.get(table) ?? table, operation, rows),
    },
    projectKeys: cacheMetrics(registry, 'project_keys'),
    migrations: migrationMetrics(registry),
  };
}
