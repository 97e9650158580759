import { Registry } from 'prom-client';
import { parseExposition } from '../http/exposition.test.support';
import { cacheMetrics } from './cache';
import { databaseMetrics } from './database';
import { databaseErrorType } from './database-errors';
import { migrationMetrics } from './migrations';
import { modelMetrics } from './models';

let registry: Registry;
beforeEach(() => (registry = new Registry()));

/** Samples by name and label values, without the finite buckets; with them, only those above zero. */
async function samples(all = true): Promise<Record<string, number>> {
  const families = parseExposition(await registry.metrics());
  const lines = families
    .flatMap((family) => family.samples)
    .filter(({ labels, value }) => (labels.le === undefined || labels.le === '+Inf') && (all || value > 0))
    .map(({ name, labels, value }) => [[name, ...Object.values(labels)].join(' '), value] as const);
  return Object.fromEntries(lines);
}

test('a database: every series at zero, then what was recorded', async () => {
  const database = databaseMetrics(registry, { vendor: 'postgresql' });
  const before = await samples();
  expect(Object.values(before).every((value) => value === 0)).toBe(true);
  expect(Object.keys(before).filter((name) => name.startsWith('django_db_errors_total'))).toHaveLength(8);

  database.connecting();
  database.connectionFailed();
  database.executed(0.5);
  database.executedMany(3, 0.25);
  database.failed('IntegrityError');

  expect(await samples(false)).toEqual({
    'django_db_new_connections_total default postgresql': 1,
    'django_db_new_connection_errors_total default postgresql': 1,
    'django_db_execute_total default postgresql': 4,
    'django_db_execute_many_total default postgresql': 3,
    'django_db_errors_total default postgresql IntegrityError': 1,
    'django_db_query_duration_seconds_bucket +Inf default postgresql': 2,
    'django_db_query_duration_seconds_sum default postgresql': 0.75,
    'django_db_query_duration_seconds_count default postgresql': 2,
  });
});

test('a second database has series of its own in the same families', async () => {
  databaseMetrics(registry, { vendor: 'postgresql' }).executed(1);
  databaseMetrics(registry, { alias: 'reports', vendor: 'sqlite' }).executed(1);
  expect(await samples(false)).toMatchObject({
    'django_db_execute_total default postgresql': 1,
    'django_db_execute_total reports sqlite': 1,
  });
});

test('each look-up in a cache is a get, and one of hit, miss and failure', async () => {
  const cache = cacheMetrics(registry, 'keys');
  cache.hit();
  cache.hit();
  cache.miss();
  expect(await samples()).toEqual({
    'django_cache_get_total keys': 3,
    'django_cache_get_hits_total keys': 2,
    'django_cache_get_misses_total keys': 1,
    'django_cache_get_fail_total keys': 0,
  });
  cache.failed();
  expect(await samples(false)).toMatchObject({
    'django_cache_get_total keys': 4,
    'django_cache_get_fail_total keys': 1,
  });
});

test('models are there at zero; rows are counted, and other tables are not', async () => {
  const count = modelMetrics(registry, ['issue', 'event']);
  expect(Object.keys(await samples())).toHaveLength(6);
  count('issue', 'update', 2);
  count('event', 'insert', 1);
  count('event', 'delete', 0);
  count('nowhere', 'insert', 1);
  expect(await samples(false)).toEqual({
    'django_model_updates_total issue': 2,
    'django_model_inserts_total event': 1,
  });
});

test('migrations are gauges, unknown until told', async () => {
  const tell = migrationMetrics(registry);
  expect(await samples()).toEqual({});
  tell({ applied: 3, unapplied: 1 });
  expect(await samples()).toEqual({
    'django_migrations_applied_total default': 3,
    'django_migrations_unapplied_total default': 1,
  });
  expect(await registry.metrics()).toContain('# TYPE django_migrations_applied_total gauge');
});

test.each([
  ['23505', 'IntegrityError'],
  ['22P02', 'DataError'],
  ['42P01', 'ProgrammingError'],
  ['57014', 'OperationalError'],
  ['40P01', 'OperationalError'],
  ['XX000', 'InternalError'],
  ['99999', 'DatabaseError'],
])('SQLSTATE %s is a %s', (state, type) => expect(databaseErrorType(state)).toBe(type));
