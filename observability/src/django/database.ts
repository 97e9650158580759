import { checkedName } from '../checked';
import type { AnyRegistry } from '../http/registry';
import { type ChecksFor, checkedOptions, lookedAtThere } from '../option-checks';
import { DATABASE_ERROR_TYPES, type DatabaseErrorType } from './database-errors';
import { djangoFamilies } from './families';

export interface DatabaseNames {
  /** The name of the database in its application; default `default`, as Django's first one. */
  readonly alias?: string;
  /** What it is, for example `postgresql`. */
  readonly vendor: string;
}

const CHECKS: ChecksFor<DatabaseNames> = { alias: lookedAtThere, vendor: lookedAtThere };

/** What a driver tells about its work with one database. */
export interface DatabaseRecorder {
  /** A connection is opened. */
  connecting(): void;
  /** And could not be. */
  connectionFailed(): void;
  /** A statement ended, well or badly, after so many seconds. Beginning and ending a transaction are none. */
  executed(seconds: number): void;
  /** One statement was executed with so many sets of parameters. */
  executedMany(sets: number, seconds: number): void;
  failed(type: DatabaseErrorType): void;
}

/** django-prometheus's families of one database, each series at zero from the start. */
export function databaseMetrics(registry: AnyRegistry, names: DatabaseNames): DatabaseRecorder {
  const family = djangoFamilies(registry, 'databaseMetrics');
  const { alias = 'default', vendor } = checkedOptions(names, 'databaseMetrics', CHECKS);
  const labels = {
    alias: checkedName(alias, 'databaseMetrics: alias'),
    vendor: checkedName(vendor, 'databaseMetrics: vendor'),
  };
  const count = (key: 'newConnections' | 'connectionErrors' | 'executions' | 'bulkExecutions') => {
    const counter = family(key);
    counter.inc(labels, 0);
    return (times = 1) => counter.inc(labels, times);
  };
  const connecting = count('newConnections');
  const connectionFailed = count('connectionErrors');
  const executed = count('executions');
  const executedMany = count('bulkExecutions');
  const errors = family('errors');
  for (const type of DATABASE_ERROR_TYPES) errors.inc({ ...labels, type }, 0);
  const duration = family('queryDuration');
  duration.zero(labels);

  return {
    connecting: () => connecting(),
    connectionFailed: () => connectionFailed(),
    executed(seconds) {
      executed();
      duration.observe(labels, seconds);
    },
    executedMany(sets, seconds) {
      executed(sets);
      executedMany(sets);
      duration.observe(labels, seconds);
    },
    failed: (type) => errors.inc({ ...labels, type }),
  };
}
