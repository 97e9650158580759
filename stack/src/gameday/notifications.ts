import type { InboxEntry } from '@express-slo-stack/demo';

export const isPage = ({ labels }: InboxEntry): boolean => labels['severity'] === 'page';

/** An alert in a few words, such as `SLOBurn api-latency 1h-5m`. */
export const nameOf = ({ labels }: InboxEntry): string =>
  [labels['alertname'], labels['slo'], labels['burn']].filter((part) => part !== undefined).join(' ');

const identityOf = ({ fingerprint, labels }: InboxEntry): string => fingerprint ?? JSON.stringify(labels);
const stateOf = ({ status, startsAt }: InboxEntry): string => `${status} ${startsAt ?? ''}`;
const notificationOf = ({ receivedAt, groupKey }: InboxEntry): string => `${receivedAt} ${groupKey ?? ''}`;

/** The entries of each notification, in the order in which they came. */
function notificationsIn(entries: readonly InboxEntry[]): Iterable<readonly InboxEntry[]> {
  const notifications = new Map<string, InboxEntry[]>();
  for (const entry of entries) {
    const key = notificationOf(entry);
    notifications.set(key, [...(notifications.get(key) ?? []), entry]);
  }
  return notifications.values();
}

/**
 * How often a pager is set off: a group of alerts does it when it begins to fire, and neither by a further alert that
 * joins it nor by being told again.
 * @param entries an inbox, oldest first
 */
export function pagesIn(entries: readonly InboxEntry[]): number {
  const firing = new Map<string | undefined, Set<string>>();
  let pages = 0;
  for (const alerts of notificationsIn(entries)) {
    const group = alerts[0]?.groupKey;
    const before = firing.get(group) ?? new Set<string>();
    const after = new Set(before);
    for (const entry of alerts) {
      if (entry.status === 'firing') after.add(identityOf(entry));
      else after.delete(identityOf(entry));
    }
    if (before.size === 0 && after.size > 0) pages += 1;
    firing.set(group, after);
  }
  return pages;
}

/**
 * How many notifications of pages told nothing new. Alertmanager tells a whole group whenever one of its alerts changes,
 * so an alert that is named again is no duplicate; a notification is, in which every alert is as it was told before.
 * @param entries an inbox, oldest first, that is younger than any repeat_interval
 */
export function duplicatesIn(entries: readonly InboxEntry[]): number {
  const told = new Map<string, string>();
  let duplicates = 0;
  for (const alerts of notificationsIn(entries.filter(isPage))) {
    const isNews = alerts.some((entry) => told.get(identityOf(entry)) !== stateOf(entry));
    if (!isNews) duplicates += 1;
    for (const entry of alerts) told.set(identityOf(entry), stateOf(entry));
  }
  return duplicates;
}
