/** Why a whole request, with every item in it, is refused. */
export const requestReasons = [
  'malformed',
  'invalid_event',
  'too_large',
  'unsupported_encoding',
  'aborted',
  'unauthorized',
  'rate_limited',
  'not_accepting',
  'store_unavailable',
  'overloaded',
  'duplicate',
  'internal',
] as const;
export type RequestReason = (typeof requestReasons)[number];

/** Why a single item is dropped while the request may still succeed. */
export const itemReasons = ['unsupported', 'multiple_events'] as const;
export type DropReason = RequestReason | (typeof itemReasons)[number];
export const dropReasons: readonly DropReason[] = [...requestReasons, ...itemReasons];

/** How a received item ended. `counted`: a client report, whose numbers went into `gt_sdk_discarded_events_total`. */
export type ItemEnd =
  | { readonly outcome: 'stored'; readonly reason: 'committed' | 'counted' }
  | { readonly outcome: 'dropped'; readonly reason: DropReason };

export const committed: ItemEnd = { outcome: 'stored', reason: 'committed' };
export const counted: ItemEnd = { outcome: 'stored', reason: 'counted' };
export const dropped = (reason: DropReason): ItemEnd => ({ outcome: 'dropped', reason });

/** Reasons an SDK gives for discarding something itself (develop docs, "Client Reports" 1.20). */
export const sdkDiscardReasons = [
  'queue_overflow',
  'cache_overflow',
  'buffer_overflow',
  'ratelimit_backoff',
  'network_error',
  'sample_rate',
  'before_send',
  'event_processor',
  'send_error',
  'internal_sdk_error',
  'insufficient_data',
  'backpressure',
  'ignored',
  'invalid',
  'other',
] as const;
export type SdkDiscardReason = (typeof sdkDiscardReasons)[number];

const knownDiscardReasons = new Set<string>(sdkDiscardReasons);
/** A discard reason sent by a client, held to the table. */
export const knownDiscardReason = (name: unknown): SdkDiscardReason =>
  typeof name === 'string' && knownDiscardReasons.has(name) ? (name as SdkDiscardReason) : 'other';
