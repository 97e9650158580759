import type { Counter, Gauge, Histogram } from 'prom-client';
import { clientOf } from '../http/client';
import { DJANGO_LATENCY_BOUNDS } from '../http/families/django-source';
import type { AnyRegistry } from '../http/registry';

/** The families of django-prometheus 2.5 beside those of HTTP: names, types, labels and texts are its own. */
export const DJANGO_FAMILIES = {
  newConnections: {
    name: 'django_db_new_connections_total',
    type: 'counter',
    labelNames: ['alias', 'vendor'],
    help: 'Counter of created connections by database and by vendor.',
  },
  connectionErrors: {
    name: 'django_db_new_connection_errors_total',
    type: 'counter',
    labelNames: ['alias', 'vendor'],
    help: 'Counter of connection failures by database and by vendor.',
  },
  executions: {
    name: 'django_db_execute_total',
    type: 'counter',
    labelNames: ['alias', 'vendor'],
    help: 'Counter of executed statements by database and by vendor, including bulk executions.',
  },
  bulkExecutions: {
    name: 'django_db_execute_many_total',
    type: 'counter',
    labelNames: ['alias', 'vendor'],
    help: 'Counter of executed statements in bulk operations by database and by vendor.',
  },
  errors: {
    name: 'django_db_errors_total',
    type: 'counter',
    labelNames: ['alias', 'vendor', 'type'],
    help: 'Counter of execution errors by database, vendor and exception type.',
  },
  queryDuration: {
    name: 'django_db_query_duration_seconds',
    type: 'histogram',
    labelNames: ['alias', 'vendor'],
    help: 'Histogram of query duration by database and vendor.',
  },
  cacheGets: {
    name: 'django_cache_get_total',
    type: 'counter',
    labelNames: ['backend'],
    help: 'Total get requests on cache',
  },
  cacheHits: {
    name: 'django_cache_get_hits_total',
    type: 'counter',
    labelNames: ['backend'],
    help: 'Total hits on cache',
  },
  cacheMisses: {
    name: 'django_cache_get_misses_total',
    type: 'counter',
    labelNames: ['backend'],
    help: 'Total misses on cache',
  },
  cacheFailures: {
    name: 'django_cache_get_fail_total',
    type: 'counter',
    labelNames: ['backend'],
    help: 'Total get request failures by cache',
  },
  modelInserts: {
    name: 'django_model_inserts_total',
    type: 'counter',
    labelNames: ['model'],
    help: 'Number of insert operations by model.',
  },
  modelUpdates: {
    name: 'django_model_updates_total',
    type: 'counter',
    labelNames: ['model'],
    help: 'Number of update operations by model.',
  },
  modelDeletes: {
    name: 'django_model_deletes_total',
    type: 'counter',
    labelNames: ['model'],
    help: 'Number of delete operations by model.',
  },
  appliedMigrations: {
    name: 'django_migrations_applied_total',
    type: 'gauge',
    labelNames: ['connection'],
    help: 'Count of applied migrations by database connection',
  },
  unappliedMigrations: {
    name: 'django_migrations_unapplied_total',
    type: 'gauge',
    labelNames: ['connection'],
    help: 'Count of unapplied migrations by database connection',
  },
} as const;

type Families = typeof DJANGO_FAMILIES;
type FamilyKey = keyof Families;
type MetricOf<K extends FamilyKey> = {
  counter: Counter<Families[K]['labelNames'][number]>;
  gauge: Gauge<Families[K]['labelNames'][number]>;
  histogram: Histogram<Families[K]['labelNames'][number]>;
}[Families[K]['type']];

/**
 * The families of the table in a registry, by key: one that is there, as for a second database or cache, else a new
 * one. `place` is the function that the registry was given to.
 */
export function djangoFamilies(
  registry: AnyRegistry,
  place: string,
): <K extends FamilyKey>(key: K) => MetricOf<K> {
  const { Counter, Gauge, Histogram, registers } = clientOf(registry, place);
  return <K extends FamilyKey>(key: K) => {
    const { type, name, help, labelNames } = DJANGO_FAMILIES[key];
    const present = registry.getSingleMetric(name);
    if (present !== undefined) return present as MetricOf<K>;
    const configuration = { name, help, labelNames, registers };
    const make = {
      counter: () => new Counter(configuration),
      gauge: () => new Gauge(configuration),
      histogram: () => new Histogram({ ...configuration, buckets: [...DJANGO_LATENCY_BOUNDS] }),
    };
    return make[type]() as MetricOf<K>;
  };
}
