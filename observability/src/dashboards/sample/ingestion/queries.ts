import { requests, route } from '../../service/requests';
import { scope } from '../../service/scope';

/** How the routes begin to which SDKs send. */
export const ingestPath = '/api/:projectId/';

/** Matches the routes to which SDKs send. */
export const ingestRoutes = `${route}=~"${ingestPath}.+"`;

/** Queries on what SDKs send. */
export const ingestRequests = requests(ingestRoutes);

/** Items per second, narrowed by further matchers (`, outcome="stored"`), by labels. */
export const itemRate = (matchers: string, ...labels: readonly string[]): string => {
  const by = labels.length > 0 ? ` by (${labels.join(', ')})` : '';
  return `sum${by} (rate(gt_ingest_items_total{${scope}${matchers}}[$__rate_interval]))`;
};

/** Of items that were not stored. */
export const dropped = ', outcome="dropped"';

/** Events per second that SDKs say they discarded, by labels. */
export const discards = (...labels: readonly string[]): string => {
  const by = labels.length > 0 ? ` by (${labels.join(', ')})` : '';
  return `sum${by} (rate(gt_sdk_discarded_events_total{${scope}}[$__rate_interval]))`;
};
