import { createHttpMetrics, type HttpMetrics } from '@express-slo-stack/observability';
import type { Registry } from 'prom-client';
import type { Endpoint } from '../http/endpoint';
import { latencyBounds } from '../http/latency-bounds';
import { presetSeries } from '../http/slo-series';

/** Where the metrics are scraped; with `/django/` behind it, GlitchTip's older path. */
export const scrapePath = '/api/0/observability';

/** GlitchTip's names of views, which dashboards made for it select by; every other view is named by its route. */
const glitchtipViews: Readonly<Record<string, string>> = {
  '/api/:projectId/envelope/': 'event_envelope',
  '/api/:projectId/store/': 'api:event_store',
  '/api/:projectId/security/': 'api:event_security',
  [scrapePath]: 'prometheus-django-metrics',
  [`${scrapePath}/django/`]: 'prometheus-django-metrics',
};

/** Bytes: up to a kibibyte, 64 kibibytes, a mebibyte. Few, as each route, method and status has them. */
const bodySizeBounds = [2 ** 10, 2 ** 16, 2 ** 20];

/**
 * Combinations of route, method and status that are told apart. All that the API answers by itself fit; with as many as
 * this, each with every family, a scrape still has fewer samples than Prometheus takes (`sample_limit`).
 */
const mostCells = 600;

/** The request metrics of the API: OpenTelemetry's names and django-prometheus's, from the same counts. */
export const createApiHttpMetrics = (registry: Registry, endpoints: readonly Endpoint[]): HttpMetrics =>
  createHttpMetrics({
    registry,
    preset: presetSeries(endpoints),
    extraBounds: latencyBounds,
    bodySizes: bodySizeBounds,
    exemplars: true,
    django: { views: glitchtipViews },
    limits: { cells: mostCells },
  });
