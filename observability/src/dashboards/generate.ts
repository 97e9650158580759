import { compileSlo, type Slo } from '../slo';
import type { DashboardOptions } from './options';
import { ingestionDashboard } from './sample/ingestion';
import { monitoringDashboard } from './sample/monitoring';
import { apiDashboard } from './service/api';
import { nodejsDashboard } from './service/nodejs';
import { durationHistogram } from './service/requests';
import { detailDashboard } from './slo/detail';
import { overviewDashboard } from './slo/overview';
import { uids } from './uids';

/** The texts of dashboards by file name. */
export type DashboardFiles = ReadonlyMap<string, string>;

const fileName = (uid: string): string => `${uid}.json`;

/**
 * The dashboards of any SLOs: overview and detail, and where an SLO reads this package's request metrics those of the
 * service as well. None without SLOs.
 */
export function sloDashboards(slos: readonly Slo[], options: DashboardOptions): DashboardFiles {
  if (slos.length === 0) return new Map();
  const compiled = slos.map((slo) => compileSlo(slo, options));
  return new Map([
    [fileName(uids.overview), overviewDashboard(compiled, options)],
    [fileName(uids.detail), detailDashboard(compiled, options)],
    ...(slos.some(readsRequestMetrics)
      ? ([
          [fileName(uids.api), apiDashboard(slos, options)],
          [fileName(uids.nodejs), nodejsDashboard(slos, options)],
        ] as const)
      : []),
  ]);
}

/** What the sample has besides: its ingestion, and the monitoring that it comes with. */
export const sampleDashboards = (slos: readonly Slo[], options: DashboardOptions): DashboardFiles =>
  new Map([
    [fileName(uids.ingestion), ingestionDashboard(slos, options)],
    [fileName(uids.monitoring), monitoringDashboard(options)],
  ]);

const readsRequestMetrics = ({ sli }: Slo): boolean => sli.query.promql.includes(durationHistogram);
