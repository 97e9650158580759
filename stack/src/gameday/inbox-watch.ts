import type { DemoClient, InboxEntry } from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import { isExpected } from './expectation';
import type { ExpectedPage } from './scenarios';

/** What comes into the inbox from now on. */
export interface InboxWatch {
  /** Oldest first. */
  entries(): Promise<readonly InboxEntry[]>;
  /** The expected page; nothing when it is much later than `until`, in milliseconds since the epoch. */
  pageBegins(until: number): Promise<InboxEntry | undefined>;
  /** The notification that this page is over. */
  pageEnds(page: InboxEntry, until: number): Promise<InboxEntry | undefined>;
}

/** How much later than predicted is waited for, before the game is called off. */
export const GRACE_SECONDS = 240;

/** @param progress told what is in the inbox instead of what was waited for */
export async function watchInbox(
  demo: DemoClient,
  expected: ExpectedPage,
  progress: (message: string) => void,
): Promise<InboxWatch> {
  const { id: lastBefore = 0 } = (await demo.inbox()).at(-1) ?? {};
  const waitFor = (until: number, isIt: (entry: InboxEntry) => boolean): Promise<InboxEntry | undefined> => {
    const predicted = Number.isFinite(until) ? Math.max(0, until - Date.now()) / 1000 : 0;
    return demo
      .waitForAlert({
        withinSeconds: predicted + GRACE_SECONDS,
        isIt: (entry) => entry.id > lastBefore && isExpected(expected, entry) && isIt(entry),
      })
      .catch((thrown: unknown) => {
        progress(messageOf(thrown));
        return undefined;
      });
  };
  return {
    entries: async () => (await demo.inbox()).filter(({ id }) => id > lastBefore),
    pageBegins: (until) => waitFor(until, ({ status }) => status === 'firing'),
    pageEnds: ({ fingerprint }, until) =>
      waitFor(until, (entry) => entry.status === 'resolved' && entry.fingerprint === fingerprint),
  };
}
