import { Counter, type Registry } from 'prom-client';
import { categories, type Category } from './categories';
import { dropReasons, sdkDiscardReasons, type ItemEnd, type SdkDiscardReason } from './reasons';

/** The counters of ingestion, on a registry of the caller's. */
export interface IngestMetrics {
  countItem(category: Category, end: ItemEnd): void;
  countSdkDiscard(category: Category, reason: SdkDiscardReason, quantity: number): void;
}

/**
 * Registers `gt_ingest_items_total{category,outcome,reason}` and `gt_sdk_discarded_events_total{category,reason}`.
 * Label values come from tables only. Series that alerts may read start at zero: every end of an error and of a
 * security report, the
 * request-level drops of items whose category is not known, and `unsupported` for every other category.
 */
export function createIngestMetrics(registry: Registry): IngestMetrics {
  const items = new Counter({
    name: 'gt_ingest_items_total',
    help: 'Envelope items received, by data category and how they ended.',
    labelNames: ['category', 'outcome', 'reason'] as const,
    registers: [registry],
  });
  const discards = new Counter({
    name: 'gt_sdk_discarded_events_total',
    help: 'Events that SDKs say they discarded themselves (client reports), by data category and reason.',
    labelNames: ['category', 'reason'] as const,
    registers: [registry],
  });

  items.inc({ category: 'error', outcome: 'stored', reason: 'committed' }, 0);
  items.inc({ category: 'security', outcome: 'stored', reason: 'committed' }, 0);
  items.inc({ category: 'internal', outcome: 'stored', reason: 'counted' }, 0);
  for (const reason of dropReasons) {
    items.inc({ category: 'error', outcome: 'dropped', reason }, 0);
    items.inc({ category: 'security', outcome: 'dropped', reason }, 0);
    items.inc({ category: 'unknown', outcome: 'dropped', reason }, 0);
  }
  for (const category of categories) {
    items.inc({ category, outcome: 'dropped', reason: 'unsupported' }, 0);
  }
  for (const reason of sdkDiscardReasons) {
    discards.inc({ category: 'error', reason }, 0);
  }

  return {
    countItem: (category, end) => items.inc({ category, outcome: end.outcome, reason: end.reason }),
    countSdkDiscard: (category, reason, quantity) => discards.inc({ category, reason }, quantity),
  };
}
