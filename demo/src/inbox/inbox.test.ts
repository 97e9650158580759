import { appendFile, mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInbox, type Inbox, type InboxOptions } from './inbox';
import { parseWebhook, type Webhook } from './webhook';

const webhook = (alertname: string, status: 'firing' | 'resolved' = 'firing'): Webhook =>
  parseWebhook({
    version: '4',
    status,
    receiver: 'page',
    groupKey: '{}:{}',
    alerts: [{ status, labels: { alertname, severity: 'page' }, annotations: { summary: 'x' } }],
  });
const watchdog = webhook('Watchdog');
const watchdogLimit = () => ({ limitSeconds: 90, limitFrom: 'configuration' as const });

let folder: string;
let file: string;
const open: Inbox[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-'));
  file = join(folder, 'deeper', 'inbox.jsonl');
});
afterEach(async () => {
  open.splice(0).forEach((inbox) => inbox.stop());
  await rm(folder, { recursive: true });
});
async function opened(options: Partial<InboxOptions> = {}): Promise<Inbox> {
  const warn = (problem: string): never => {
    throw new Error(problem);
  };
  const inbox = await openInbox({ file, warn, watchdogLimit, ...options });
  open.push(inbox);
  return inbox;
}
const names = (inbox: Inbox): (string | undefined)[] =>
  inbox.entries().map(({ labels }) => labels['alertname']);

describe('keeping', () => {
  test('what was received is there after a restart, newest last, with growing ids', async () => {
    const first = await opened();
    await first.receive(webhook('A'));
    await first.receive(webhook('B'));
    const second = await opened();
    await second.receive(webhook('C', 'resolved'));
    expect(names(second)).toEqual(['A', 'B', 'C']);
    expect(second.entries().map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(second.entries().at(-1)).toMatchObject({
      status: 'resolved',
      receiver: 'page',
      annotations: { summary: 'x' },
    });
  });

  test('the same alert twice is two entries', async () => {
    const inbox = await opened();
    await inbox.receive(webhook('A'));
    await inbox.receive(webhook('A'));
    expect(names(inbox)).toEqual(['A', 'A']);
  });

  test('many at once are all kept, in order', async () => {
    const inbox = await opened();
    await Promise.all(Array.from({ length: 50 }, (_, index) => inbox.receive(webhook(`A${index}`))));
    expect(names(await opened())).toEqual(Array.from({ length: 50 }, (_, index) => `A${index}`));
  });

  test('no more than the limit are kept, in memory and on disk', async () => {
    const inbox = await opened({ limit: 3 });
    for (let index = 0; index < 20; index += 1) await inbox.receive(webhook(`A${index}`));
    expect(names(inbox)).toEqual(['A17', 'A18', 'A19']);
    expect((await readFile(file, 'utf8')).trim().split('\n').length).toBeLessThanOrEqual(6);
    expect(names(await opened({ limit: 3 }))).toEqual(['A17', 'A18', 'A19']);
  });

  test('a line that a crash cut off is told and left out; the next entry is whole', async () => {
    await (await opened()).receive(webhook('A'));
    await appendFile(file, '{"id":2,"receivedAt":"20');
    const warnings: string[] = [];
    const inbox = await opened({ warn: (problem) => warnings.push(problem) });
    await inbox.receive(webhook('B'));
    expect(warnings).toEqual([expect.stringContaining('{"id":2,"receivedAt":"20')]);
    expect(names(await opened())).toEqual(['A', 'B']);
  });

  test('what the disk refuses is there at once, is said once, and is on disk as soon as it takes it', async () => {
    const warnings: string[] = [];
    const inbox = await opened({ warn: (problem) => warnings.push(problem), checkEveryMs: 3_600_000 });
    await inbox.receive(webhook('A'));
    await rm(file);
    await mkdir(file); // Neither appended to nor replaced, also by root.
    await inbox.receive(webhook('B'));
    await inbox.receive(webhook('C'));
    expect(names(inbox)).toEqual(['A', 'B', 'C']);
    expect(inbox.pages()).toHaveLength(3);
    expect(warnings).toEqual([expect.stringMatching(/in memory only, until .*inbox\.jsonl .*EISDIR/)]);
    await rmdir(file);
    await inbox.check();
    expect(names(await opened())).toEqual(['A', 'B', 'C']);
  });

  test('an inbox starts where its disk takes nothing', async () => {
    const warnings: string[] = [];
    await mkdir(`${file}.new`, { recursive: true });
    const inbox = await opened({ warn: (problem) => warnings.push(problem) });
    await inbox.receive(webhook('A'));
    expect(names(inbox)).toEqual(['A']);
    expect(warnings).toHaveLength(1);
  });

  test('emptied, it is empty after a restart too', async () => {
    const inbox = await opened();
    await inbox.receive(webhook('A'));
    await inbox.clear();
    expect(names(inbox)).toEqual([]);
    expect(names(await opened())).toEqual([]);
  });
});

describe('dead man’s switch', () => {
  let now = 0;
  const clock = { now: () => now, checkEveryMs: 3_600_000 };
  beforeEach(() => {
    now = Date.parse('2026-01-01T00:00:00Z');
  });
  const pass = async (inbox: Inbox, seconds: number): Promise<void> => {
    now += seconds * 1000;
    await inbox.check();
  };
  const story = (inbox: Inbox): string[] =>
    inbox
      .entries()
      .map(({ status, labels }) => `${status} ${labels['alertname'] ?? ''} ${labels['severity'] ?? ''}`);

  test('pages after 90 s of silence, once, and resolves with the next heartbeat', async () => {
    const inbox = await opened(clock);
    await pass(inbox, 60);
    await inbox.heartbeat(watchdog);
    await pass(inbox, 89);
    expect(story(inbox)).toEqual([]);
    await pass(inbox, 1);
    await pass(inbox, 300);
    expect(story(inbox)).toEqual(['firing WatchdogSilent page']);
    expect(inbox.entries()[0]?.receivedAt).toBe('2026-01-01T00:02:30.000Z');
    expect(inbox.entries()[0]?.annotations['runbook_url']).toMatch(/runbooks\/Watchdog\.md$/);
    expect(inbox.watchdog()).toMatchObject({ silent: true, silentForSeconds: 390 });
    await inbox.heartbeat(watchdog);
    expect(story(inbox)).toEqual(['firing WatchdogSilent page', 'resolved WatchdogSilent page']);
    expect(inbox.watchdog()).toMatchObject({ silent: false, silentForSeconds: 0 });
  });

  test('looks at the clock that come together page once', async () => {
    const inbox = await opened(clock);
    now += 90_000;
    await Promise.all([inbox.check(), inbox.check(), inbox.check()]);
    expect(story(inbox)).toEqual(['firing WatchdogSilent page']);
  });

  test('silence from the start pages as well', async () => {
    const inbox = await opened(clock);
    await pass(inbox, 90);
    expect(story(inbox)).toEqual(['firing WatchdogSilent page']);
  });

  test('a resolved Watchdog is no heartbeat', async () => {
    const inbox = await opened(clock);
    await pass(inbox, 80);
    await inbox.heartbeat(webhook('Watchdog', 'resolved'));
    await pass(inbox, 10);
    expect(story(inbox)).toEqual(['firing WatchdogSilent page']);
  });

  test('a page open before a restart is not raised again, and is resolved after it', async () => {
    const before = await opened(clock);
    await pass(before, 90);
    before.stop();
    const after = await opened(clock);
    await pass(after, 200);
    expect(story(after)).toEqual(['firing WatchdogSilent page']);
    await after.heartbeat(watchdog);
    expect(story(after)).toEqual(['firing WatchdogSilent page', 'resolved WatchdogSilent page']);
  });

  test('the clock is looked at without being asked', async () => {
    const inbox = await opened({ ...clock, checkEveryMs: 5 });
    now += 90_000;
    await new Promise<void>((resolve) => inbox.onChange(resolve));
    expect(story(inbox)).toEqual(['firing WatchdogSilent page']);
  });

  test('every change is told to whoever watches', async () => {
    const inbox = await opened(clock);
    let changes = 0;
    const unsubscribe = inbox.onChange(() => (changes += 1));
    await inbox.receive(webhook('A'));
    unsubscribe();
    await inbox.receive(webhook('B'));
    expect(changes).toBe(1);
  });
});
