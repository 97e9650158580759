import { parseBoundedJson } from '../body/bounded-json';
import { isObject } from '../event/read';
import { knownCategory, type Category } from './categories';
import { knownDiscardReason, type SdkDiscardReason } from './reasons';

export interface SdkDiscard {
  readonly category: Category;
  readonly reason: SdkDiscardReason;
  readonly quantity: number;
}

/** A report larger than this, or with more entries, is not an SDK's (develop docs: 4 KiB per report; Relay: 100 entries). */
const maxReportBytes = 100 * 1024;
const maxEntries = 100;
/** Keeps one forged report from throwing the counter off by more than an SDK could lose between two reports. */
const maxQuantity = 1_000_000;

/**
 * Reads a `client_report` item: what the SDK threw away before sending. Entries that make no sense are left out.
 *
 * @returns undefined when the payload is not a report at all.
 */
export function readClientReport(payload: Buffer): SdkDiscard[] | undefined {
  if (payload.length > maxReportBytes) return undefined;
  const parsed = parseBoundedJson(payload);
  if (!parsed.ok || !isObject(parsed.value)) return undefined;
  const { discarded_events: entries } = parsed.value;
  if (!Array.isArray(entries)) return undefined;
  return entries.slice(0, maxEntries).flatMap((entry: unknown) => {
    if (!isObject(entry)) return [];
    const { quantity } = entry;
    if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity) || quantity < 1) return [];
    return [
      {
        category: knownCategory(entry.category),
        reason: knownDiscardReason(entry.reason),
        quantity: Math.min(quantity, maxQuantity),
      },
    ];
  });
}
