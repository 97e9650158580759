import type { OpenMetricsContentType, PrometheusContentType, Registry } from 'prom-client';

/** A registry of prom-client, whichever format it was made for (exemplars need one made for OpenMetrics). */
export type AnyRegistry = Registry | Registry<OpenMetricsContentType> | Registry<PrometheusContentType>;
