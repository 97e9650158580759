import { planSlo, type Slo } from '../slo';
import type { DashboardOptions, TogetherOptions } from './options';
import { ingestionDashboard } from './sample/ingestion';
import { monitoringDashboard } from './sample/monitoring';
import { apiDashboard } from './service/api';
import { nodejsDashboard } from './service/nodejs';
import { durationHistogram } from './service/requests';
import { detailDashboard } from './slo/detail';
import { overviewDashboard } from './slo/overview';
import { type Uid, uids } from './uids';

/** The texts of dashboards by file name. */
export type DashboardFiles = ReadonlyMap<string, string>;

/**
 * The dashboards of any SLOs: overview and detail, and where an SLO reads this package's request metrics those of the
 * service as well. None without SLOs.
 */
export const sloDashboards = (slos: readonly Slo[], options: DashboardOptions): DashboardFiles =>
  written(slos, { ...options, together: ofSlos(slos) });

/** All that the sample has: these, its ingestion, and the monitoring that it comes with. Each leads to all of them. */
export const sampleDashboards = (slos: readonly Slo[], options: DashboardOptions): DashboardFiles =>
  written(slos, { ...options, together: [...ofSlos(slos), uids.ingestion, uids.monitoring] });

function ofSlos(slos: readonly Slo[]): readonly Uid[] {
  if (slos.length === 0) return [];
  return [uids.overview, uids.detail, ...(slos.some(readsRequestMetrics) ? [uids.api, uids.nodejs] : [])];
}

function written(slos: readonly Slo[], options: TogetherOptions): DashboardFiles {
  const planned = slos.map((slo) => planSlo(slo, options));
  const texts: Readonly<Record<Uid, () => string>> = {
    [uids.overview]: () => overviewDashboard(planned, options),
    [uids.detail]: () => detailDashboard(planned, options),
    [uids.api]: () => apiDashboard(slos, options),
    [uids.nodejs]: () => nodejsDashboard(slos, options),
    [uids.ingestion]: () => ingestionDashboard(slos, options),
    [uids.monitoring]: () => monitoringDashboard(options),
  };
  return new Map(options.together.map((uid) => [`${uid}.json`, texts[uid]()]));
}

const readsRequestMetrics = ({ sli }: Slo): boolean => sli.query.promql.includes(durationHistogram);
