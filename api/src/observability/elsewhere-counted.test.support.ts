import { categories } from '../ingest/accounting/categories';
import { dropReasons, sdkDiscardReasons } from '../ingest/accounting/reasons';
import { packageVersion } from '../version';
import { add, type Samples } from './samples.test.support';
import type { Done } from './steps.test.support';
import { models } from './store-metrics';

/** What the scripted requests must have counted beside the families of HTTP. */
export function expectedElsewhere(steps: readonly Done[]): Samples {
  const samples: Samples = {};
  add(samples, 'metrics_collection_failures_total', {}, 0);
  const nodeversion = process.version;
  add(samples, 'build_info', {
    service: 'gt-api',
    version: packageVersion(),
    revision: 'unknown',
    nodeversion,
  });
  addRefusals(samples, steps);
  addBounds(samples);
  addItems(samples, steps);
  addStore(samples, steps);
  return samples;
}

const refusals = ['missing', 'malformed', 'query_token', 'unknown', 'scope', 'throttled', 'unavailable'];

function addRefusals(samples: Samples, steps: readonly Done[]): void {
  const name = 'http_authentication_failures_total';
  for (const realm of ['api', 'metrics'])
    for (const reason of refusals) add(samples, name, { realm, reason }, 0);
  for (const { refused } of steps)
    if (refused !== undefined) add(samples, name, { realm: refused[0], reason: refused[1] });
}

/** Nothing of the script meets a bound, and nothing is held once it is over. */
function addBounds(samples: Samples): void {
  for (const resource of ['body_memory', 'decoding', 'storing'])
    add(samples, 'gt_overload_refusals_total', { resource }, 0);
  add(samples, 'gt_body_memory_bytes', {}, 0);
  add(samples, 'gt_body_memory_limit_bytes', {}, 64 * 1024 * 1024);
}

function addItems(samples: Samples, steps: readonly Done[]): void {
  const item = (category: string, outcome: string, reason: string, by = 1) =>
    add(samples, 'gt_ingest_items_total', { category, outcome, reason }, by);
  item('error', 'stored', 'committed', 0);
  item('security', 'stored', 'committed', 0);
  item('internal', 'stored', 'counted', 0);
  for (const category of ['error', 'security', 'unknown'])
    for (const reason of dropReasons) item(category, 'dropped', reason, 0);
  for (const category of categories) item(category, 'dropped', 'unsupported', 0);
  for (const { items = [] } of steps)
    for (const [category, outcome, reason] of items) item(category, outcome, reason);

  const discarded = 'gt_sdk_discarded_events_total';
  for (const reason of sdkDiscardReasons) add(samples, discarded, { category: 'error', reason }, 0);
  add(samples, discarded, { category: 'transaction', reason: 'sample_rate' }, 3);
}

const errorTypes = [
  'DatabaseError',
  'DataError',
  'IntegrityError',
  'InterfaceError',
  'InternalError',
  'NotSupportedError',
  'OperationalError',
  'ProgrammingError',
];

/** Rows by model; the tokens are those of the start. */
const inserts: Readonly<Record<string, number>> = {
  apitoken: 2,
  organization: 1,
  team: 1,
  project: 1,
  projectteam: 1,
  projectkey: 1,
  issue: 2,
  issueuser: 2,
  event: 3,
};
const updates: Readonly<Record<string, number>> = { issue: 1, project: 1 };

function addStore(samples: Samples, steps: readonly Done[]): void {
  for (const model of Object.values(models)) {
    add(samples, 'django_model_inserts_total', { model }, inserts[model] ?? 0);
    add(samples, 'django_model_updates_total', { model }, updates[model] ?? 0);
    add(samples, 'django_model_deletes_total', { model }, 0);
  }

  const cache = { get: 8, get_hits: 6, get_misses: 2, get_fail: 0 };
  for (const [name, times] of Object.entries(cache))
    add(samples, `django_cache_${name}_total`, { backend: 'project_keys' }, times);

  const database = { alias: 'default', vendor: 'postgresql' };
  const statements = steps.reduce((sum, { statements: own = 0 }) => sum + own, 0);
  add(samples, 'django_db_execute_total', database, statements);
  add(samples, 'django_db_execute_many_total', database, 0);
  add(samples, 'django_db_new_connection_errors_total', database, 0);
  for (const type of errorTypes) add(samples, 'django_db_errors_total', { ...database, type }, 0);
  // The event that was there before.
  add(samples, 'django_db_errors_total', { ...database, type: 'IntegrityError' });

  add(samples, 'django_migrations_applied_total', { connection: 'default' }, 1);
  add(samples, 'django_migrations_unapplied_total', { connection: 'default' }, 0);
}
