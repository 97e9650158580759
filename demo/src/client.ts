import { setTimeout as wait } from 'node:timers/promises';
import type { ShownDsn } from './console/overview';
import { DemoError, messageOf } from './errors';
import type { FaultName, GradeInput } from './faults/catalogue';
import type { FaultState } from './faults/control';
import type { InboxEntry } from './inbox/entry';
import type { WatchdogState } from './inbox/watchdog';
import type { LedgerReport } from './traffic/ledger';

export interface WaitForAlert {
  readonly isIt: (entry: InboxEntry) => boolean;
  readonly withinSeconds: number;
  readonly everyMs?: number;
}

/** The demo's console, for programs: fault switches, inbox, ledger. */
export interface DemoClient {
  faults(): Promise<readonly FaultState[]>;
  /** Switches a fault on, or changes its grade; resolves when it is in effect. */
  setFault<Name extends FaultName>(name: Name, grade: GradeInput<Name>): Promise<FaultState>;
  clearFault(name: FaultName): Promise<FaultState>;
  clearFaults(): Promise<readonly FaultState[]>;
  /** Newest last. */
  inbox(): Promise<readonly InboxEntry[]>;
  clearInbox(): Promise<void>;
  /** When the Watchdog was last heard. */
  watchdog(): Promise<WatchdogState>;
  /**
   * The first entry, oldest first, that `isIt` accepts.
   * @throws DemoError `ALERT_NOT_SEEN` with what is in the inbox instead
   */
  waitForAlert(options: WaitForAlert): Promise<InboxEntry>;
  traffic(): Promise<LedgerReport>;
  /** Empty until the API was ready once. */
  dsns(): Promise<readonly ShownDsn[]>;
}

const nameOf = ({ status, labels }: InboxEntry): string =>
  `${status} ${labels['alertname'] ?? '?'}${labels['slo'] ? ` of ${labels['slo']}` : ''}`;

/**
 * A client of the console at `url`, such as http://127.0.0.1:8080. Its methods throw DemoError `DEMO_UNREACHABLE` or
 * `DEMO_REFUSED`.
 */
export function createDemoClient(url: string): DemoClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    let answer: Response;
    try {
      answer = await fetch(new URL(path, url), {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(15_000),
      });
    } catch (thrown) {
      throw new DemoError('DEMO_UNREACHABLE', { url, reason: messageOf(thrown) }, { cause: thrown });
    }
    const text = await answer.text();
    if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
    const request = `${method} ${path}`;
    throw new DemoError('DEMO_REFUSED', { request, status: answer.status, reason: text.slice(0, 500) });
  };
  const inbox = () => call<InboxEntry[]>('GET', '/api/inbox');

  return {
    faults: () => call('GET', '/api/faults'),
    setFault: (name, grade) => call('PUT', `/api/faults/${name}`, grade),
    clearFault: (name) => call('DELETE', `/api/faults/${name}`),
    clearFaults: () => call('DELETE', '/api/faults'),
    inbox,
    watchdog: () => call('GET', '/api/watchdog'),
    clearInbox: () => call('DELETE', '/api/inbox'),
    async waitForAlert({ isIt, withinSeconds, everyMs = 500 }) {
      const deadline = Date.now() + withinSeconds * 1000;
      for (;;) {
        const entries = await inbox().catch((thrown: unknown) => {
          // A busy machine may leave one question unanswered; the inbox keeps what came meanwhile.
          if (Date.now() > deadline) throw thrown;
          return [];
        });
        const found = entries.find(isIt);
        if (found !== undefined) return found;
        if (Date.now() > deadline) {
          const seen = entries.map(nameOf).join(', ') || 'nothing';
          throw new DemoError('ALERT_NOT_SEEN', { seconds: withinSeconds, seen });
        }
        await wait(everyMs);
      }
    },
    traffic: () => call('GET', '/api/traffic'),
    dsns: () => call('GET', '/api/dsn'),
  };
}
