import type { InboxEntry } from '@express-slo-stack/demo';

export const isPage = ({ labels }: InboxEntry): boolean => labels['severity'] === 'page';

/** An alert in a few words, such as `SLOBurn api-latency 1h-5m`. */
export const nameOf = ({ labels }: InboxEntry): string =>
  [labels['alertname'], labels['slo'], labels['burn']].filter((part) => part !== undefined).join(' ');

const identityOf = ({ fingerprint, labels }: InboxEntry): string => fingerprint ?? JSON.stringify(labels);
const stateOf = ({ status, startsAt }: InboxEntry): string => `${status} ${startsAt ?? ''}`;
const notificationOf = ({ receivedAt, groupKey }: InboxEntry): string => `${receivedAt} ${groupKey ?? ''}`;

/**
 * How many notifications of pages told nothing new. Alertmanager tells a whole group whenever one of its alerts changes,
 * so an alert that is named again is no duplicate; a notification is, in which every alert is as it was told before.
 * @param entries an inbox, oldest first, that is younger than any repeat_interval
 */
export function duplicatesIn(entries: readonly InboxEntry[]): number {
  const told = new Map<string, string>();
  const notifications = new Map<string, InboxEntry[]>();
  for (const entry of entries.filter(isPage)) {
    const key = notificationOf(entry);
    notifications.set(key, [...(notifications.get(key) ?? []), entry]);
  }
  let duplicates = 0;
  for (const alerts of notifications.values()) {
    const isNews = alerts.some((entry) => told.get(identityOf(entry)) !== stateOf(entry));
    if (!isNews) duplicates += 1;
    for (const entry of alerts) told.set(identityOf(entry), stateOf(entry));
  }
  return duplicates;
}
