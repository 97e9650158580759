import type { CompileOptions } from '../slo';
import type { Uid } from './uids';

/** What dashboards need to know of how the rules were compiled: they read what these record. */
export type DashboardOptions = CompileOptions;

/** The same, and which dashboards are written together: they lead to each other. */
export interface TogetherOptions extends DashboardOptions {
  readonly together: readonly Uid[];
}
