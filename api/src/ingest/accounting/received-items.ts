import type { Category } from './categories';
import type { IngestMetrics } from './ingest-metrics';
import { dropped, type ItemEnd, type RequestReason } from './reasons';

/** One item on its way through a request. */
export interface ReceivedItem {
  /** Records how the item ended. Only the first end counts. */
  end(end: ItemEnd): void;
}

/**
 * The items of one request, each of which ends exactly once: received = stored + dropped. Whatever has no end when
 * the request is over is dropped with the request's reason.
 */
export class ReceivedItems {
  private readonly open = new Map<ReceivedItem, Category>();
  private received = 0;

  /** @param fallback the category counted when a request is refused before its items are known. */
  constructor(
    private readonly metrics: IngestMetrics,
    private readonly fallback: Category,
  ) {}

  receive(category: Category): ReceivedItem {
    this.received += 1;
    const item: ReceivedItem = {
      end: (end) => {
        if (this.open.delete(item)) this.metrics.countItem(category, end);
      },
    };
    this.open.set(item, category);
    return item;
  }

  /** Drops everything that has no end yet; a request refused before its items were known counts as one item. */
  dropRest(reason: RequestReason): void {
    if (this.received === 0) this.receive(this.fallback);
    for (const item of [...this.open.keys()]) item.end(dropped(reason));
  }
}
