/**
 * Sentry's data categories, the names SDKs use in rate limits and client reports
 * (develop docs, "Rate Limiting", section Definitions).
 */
export const categories = [
  'default',
  'error',
  'transaction',
  'span',
  'session',
  'attachment',
  'security',
  'profile',
  'profile_chunk',
  'replay',
  'monitor',
  'feedback',
  'log_item',
  'metric',
  'internal',
  'unknown',
] as const;
export type Category = (typeof categories)[number];

/** Envelope item type to data category. */
const categoryOfItemType: ReadonlyMap<string, Category> = new Map<string, Category>([
  ['event', 'error'],
  ['transaction', 'transaction'],
  ['span', 'span'],
  ['session', 'session'],
  ['sessions', 'session'],
  ['attachment', 'attachment'],
  ['raw_security', 'security'],
  ['profile', 'profile'],
  ['profile_chunk', 'profile_chunk'],
  ['replay_event', 'replay'],
  ['replay_recording', 'replay'],
  ['replay_video', 'replay'],
  ['check_in', 'monitor'],
  ['feedback', 'feedback'],
  ['user_report', 'default'],
  ['log', 'log_item'],
  ['otel_log', 'log_item'],
  ['metric', 'metric'],
  ['trace_metric', 'metric'],
  ['statsd', 'metric'],
  ['client_report', 'internal'],
]);

/** The data category an item is counted under; `unknown` for a type nobody has heard of. */
export const categoryOf = (itemType: string): Category => categoryOfItemType.get(itemType) ?? 'unknown';

const known = new Set<string>(categories);
/** A category name sent by a client, held to the table: label values never come from clients. */
export const knownCategory = (name: unknown): Category =>
  typeof name === 'string' && known.has(name) ? (name as Category) : 'unknown';
