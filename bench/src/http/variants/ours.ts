import { createHttpMetrics, type HttpMetricsOptions } from '@express-slo-stack/observability';
import type { Load } from './variant';

const load =
  (options: HttpMetricsOptions): Load =>
  () => {
    const { middleware, registry } = createHttpMetrics(options);
    return { middleware, scrape: () => registry.metrics() };
  };

/** OpenTelemetry's names: the duration and the active requests. */
export const duration = load({});
/** With the sizes of both bodies. */
export const openTelemetryView = load({ bodySizes: true });
/** With django-prometheus's nineteen families as well. */
export const bothViews = load({ bodySizes: true, django: true });
/** The same, of events that come in chunks: their bytes are counted as they come. */
export const chunkedBodies: Load = () => ({ ...bothViews(), chunked: true });
/** With exemplars as well. */
export const withExemplars = load({ bodySizes: true, django: true, exemplars: true });
