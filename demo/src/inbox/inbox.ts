import { EventEmitter } from 'node:events';
import { alertsOf, type ArrivedAlert, type InboxEntry } from './entry';
import { openJournal } from './journal';
import { SILENCE_ALERT, silencePage } from './silence-page';
import { createWatchdog, type WatchdogChange, type WatchdogState } from './watchdog';
import type { WatchdogLimit } from '../watchdog/limit';
import type { Webhook } from './webhook';

/** Takes Alertmanager's notifications, keeps them, and notices when its heartbeat stops. */
export interface Inbox {
  /** Keeps every alert of a notification; resolves when they are on disk, or the disk has refused them. */
  receive(notification: Webhook): Promise<void>;
  /** Takes a Watchdog notification as a heartbeat. */
  heartbeat(notification: Webhook): Promise<void>;
  /** Newest last. */
  entries(): readonly InboxEntry[];
  /** What fired with `severity: page`, newest last; unlike the entries, it is there after the inbox was emptied. */
  pages(): readonly InboxEntry[];
  clear(): Promise<void>;
  watchdog(): WatchdogState;
  /** Looks at the clock, and pages when the Watchdog is silent. Runs by itself every second. */
  check(): Promise<void>;
  /** Calls `listener` after every change; returns how to stop that. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

export interface InboxOptions {
  readonly file: string;
  /** How many entries are kept. */
  readonly limit?: number;
  /** How long the Watchdog may be silent before the inbox pages by itself. */
  readonly watchdogLimit: () => WatchdogLimit;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** How often the clock is looked at, in milliseconds. */
  readonly checkEveryMs?: number;
  readonly warn: (problem: string) => void;
}

const isEntry = (value: unknown): value is InboxEntry =>
  typeof value === 'object' && value !== null && 'id' in value && 'receivedAt' in value && 'labels' in value;

const isPage = ({ status, labels }: InboxEntry): boolean =>
  status === 'firing' && labels['severity'] === 'page';

/** Opens the inbox with what it held before. */
export async function openInbox(options: InboxOptions): Promise<Inbox> {
  const { file, limit = 1000, watchdogLimit, now = Date.now, checkEveryMs = 1000, warn } = options;
  const onUnreadable = (line: string): void =>
    warn(`left out an unreadable line of ${file}: ${line.slice(0, 80)}`);
  const onUnsaved = (reason: unknown): void =>
    warn(`keeps entries in memory only, until ${file} can be written again: ${String(reason)}`);
  const journal = await openJournal<InboxEntry>({ file, limit, isEntry, onUnreadable, onUnsaved });
  const changes = new EventEmitter().setMaxListeners(0);
  let pages = journal.entries().filter(isPage);
  let lastId = journal.entries().at(-1)?.id ?? 0;

  const lastOwnPage = journal.entries().findLast(({ labels }) => labels['alertname'] === SILENCE_ALERT);
  const watchdog = createWatchdog({
    limit: watchdogLimit,
    now,
    wasSilent: lastOwnPage?.status === 'firing',
  });

  const keep = async (alerts: readonly ArrivedAlert[]): Promise<void> => {
    const receivedAt = new Date(now()).toISOString();
    const added = alerts.map((alert) => ({ id: ++lastId, receivedAt, ...alert }));
    await journal.append(added);
    pages = [...pages, ...added.filter(isPage)].slice(-limit);
    changes.emit('change');
  };
  /** One after another: what is being kept is not told yet, and would be kept twice. */
  let announcing: Promise<void> = Promise.resolve();
  const announce = (look: () => WatchdogChange | undefined): Promise<void> => {
    const announced = announcing.then(async () => {
      const change = look();
      if (change === undefined) return;
      await keep([
        silencePage(change === 'fell silent' ? 'firing' : 'resolved', watchdogLimit().limitSeconds),
      ]);
      watchdog.told(change);
    });
    announcing = announced.catch(() => undefined);
    return announced;
  };
  const check = async (): Promise<void> => {
    await journal.save();
    await announce(() => watchdog.check());
  };
  const clock = setInterval(() => {
    check().catch((thrown: unknown) => warn(`could not keep a page: ${String(thrown)}`));
  }, checkEveryMs).unref();

  return {
    receive: (notification) => keep(alertsOf(notification)),
    heartbeat: async ({ status }) => {
      // A resolved Watchdog says that it stopped firing: the opposite of a heartbeat.
      if (status === 'firing') await announce(() => watchdog.beat());
    },
    entries: () => journal.entries(),
    pages: () => pages,
    clear: async () => {
      await journal.clear();
      changes.emit('change');
    },
    watchdog: () => watchdog.state(),
    check,
    onChange(listener) {
      changes.on('change', listener);
      return () => changes.off('change', listener);
    },
    stop: () => clearInterval(clock),
  };
}
