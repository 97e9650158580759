export { firstLines } from './builder/json';
export { type DashboardFiles, sampleDashboards, sloDashboards } from './generate';
export type { DashboardOptions } from './options';
export { type DashboardQuery, queriesOf, type QueryingDashboard } from './queries';
export { uids } from './uids';
