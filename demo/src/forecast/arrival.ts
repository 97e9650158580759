import type { InboxEntry } from '../inbox/entry';
import { isOf, type Pager } from './pagers';

/** The page that a fault has made. */
export interface Arrival {
  /** When it was in the inbox, ISO 8601. */
  readonly at: string;
  readonly by: Pager;
}

/** A fault that is on, and what it is expected to do. */
export interface Expected {
  readonly pagers: readonly Pager[];
  /** When the fault began, milliseconds since the epoch: an alert that began before is none of its. */
  readonly since: number;
  /** When it was last foreseen, milliseconds since the epoch: a page that came before is told by that forecast. */
  readonly foreseenAt: number;
}

/** The first of `pages` that the fault has made, where one has come. */
export function arrivalOf(
  { pagers, since, foreseenAt }: Expected,
  pages: readonly InboxEntry[],
): Arrival | undefined {
  for (const { status, labels, receivedAt, startsAt = receivedAt } of pages) {
    if (status !== 'firing' || labels['severity'] !== 'page') continue;
    if (Date.parse(startsAt) < since || Date.parse(receivedAt) < foreseenAt) continue;
    const by = pagers.find((pager) => isOf(pager, labels));
    if (by !== undefined) return { at: receivedAt, by };
  }
  return undefined;
}
