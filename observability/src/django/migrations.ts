import type { AnyRegistry } from '../http/registry';
import { djangoFamily } from './families';

export interface MigrationCounts {
  readonly applied: number;
  readonly unapplied: number;
}

/** django-prometheus's gauges of a database's migrations, which end in `_total` all the same. Nothing until told. */
export function migrationMetrics(
  registry: AnyRegistry,
  connection = 'default',
): (counts: MigrationCounts) => void {
  const applied = djangoFamily(registry, 'appliedMigrations');
  const unapplied = djangoFamily(registry, 'unappliedMigrations');
  return (counts) => {
    applied.set({ connection }, counts.applied);
    unapplied.set({ connection }, counts.unapplied);
  };
}
