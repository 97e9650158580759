import type { Migration } from 'kysely';
import * as initial from './0001-initial';

/** Every migration by name; applied in the order of the names, once, and never changed after a release. */
export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
};
