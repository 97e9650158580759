import { floor, naive, none } from './baselines';
import { labelObject } from './label-object';
import { bothViews, chunkedBodies, duration, openTelemetryView, withExemplars } from './ours';
import {
  expressPromBundle,
  expressPromBundleRoute,
  openTelemetry,
  prometheusApiMetrics,
  promster,
  swaggerStats,
} from './peers';
import type { Load } from './variant';

/** All that is compared, in the order of the table. */
export const VARIANTS = {
  none,
  floor,
  naive,
  'express-prom-bundle': expressPromBundle,
  'express-prom-bundle, by route': expressPromBundleRoute,
  'prometheus-api-metrics': prometheusApiMetrics,
  '@promster/express': promster,
  'swagger-stats': swaggerStats,
  'OpenTelemetry http': openTelemetry,
  'ours, duration only': duration,
  'ours, OpenTelemetry view': openTelemetryView,
  'ours, both views': bothViews,
  'ours, both views, chunked events': chunkedBodies,
  'ours, with exemplars': withExemplars,
  'ours, and a label object': labelObject,
} as const satisfies Readonly<Record<string, Load>>;

export type VariantName = keyof typeof VARIANTS;

export const VARIANT_NAMES = Object.keys(VARIANTS) as readonly VariantName[];

/** Those that patch Node itself: nothing in their process goes without them. */
export const PATCHING: ReadonlySet<VariantName> = new Set(['OpenTelemetry http']);

/** The libraries that ours is compared with. */
export const PEERS_COMPARED = [
  'express-prom-bundle',
  'express-prom-bundle, by route',
  'prometheus-api-metrics',
  '@promster/express',
  'swagger-stats',
  'OpenTelemetry http',
] as const satisfies readonly VariantName[];
