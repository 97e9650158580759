import { checkedName } from '../checked';
import type { AnyRegistry } from '../http/registry';
import { djangoFamilies } from './families';

export interface MigrationCounts {
  readonly applied: number;
  readonly unapplied: number;
}

/** django-prometheus's gauges of a database's migrations, which end in `_total` all the same. Nothing until told. */
export function migrationMetrics(
  registry: AnyRegistry,
  connection = 'default',
): (counts: MigrationCounts) => void {
  const family = djangoFamilies(registry, 'migrationMetrics');
  checkedName(connection, 'migrationMetrics');
  const applied = family('appliedMigrations');
  const unapplied = family('unappliedMigrations');
  return (counts) => {
    applied.set({ connection }, counts.applied);
    unapplied.set({ connection }, counts.unapplied);
  };
}
