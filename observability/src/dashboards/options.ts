import type { CompileOptions } from '../slo';

/** What dashboards need to know of how the rules were compiled: they read what these record. */
export type DashboardOptions = CompileOptions;
