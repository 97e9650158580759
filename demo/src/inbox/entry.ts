import type { Webhook } from './webhook';

/** One alert as it arrived. The same alert notified twice is two entries. */
export interface InboxEntry {
  /** Grows with every entry; starts again at 1 when an emptied inbox is restarted. */
  readonly id: number;
  /** When the inbox took it, ISO 8601. */
  readonly receivedAt: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Alertmanager's receiver, or `inbox` for the inbox's own page. */
  readonly receiver: string;
  readonly groupKey?: string | undefined;
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly generatorURL?: string | undefined;
  /** How many further alerts Alertmanager left out of this notification (its `max_alerts`); absent when none. */
  readonly truncatedAlerts?: number | undefined;
}

/** An entry before the inbox gave it a number and a time. */
export type ArrivedAlert = Omit<InboxEntry, 'id' | 'receivedAt'>;

/** Every alert of a notification, in its order. */
export function alertsOf({ alerts, receiver, groupKey, truncatedAlerts }: Webhook): ArrivedAlert[] {
  const shared = { receiver, groupKey, ...(truncatedAlerts ? { truncatedAlerts } : {}) };
  return alerts.map((alert) => ({ ...alert, ...shared }));
}
