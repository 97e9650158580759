import type { Overview } from '../src/console/overview';
import type { InboxEntry } from '../src/inbox/entry';
import { byId, drawWhenChanged, make, setText } from './dom.js';
import { timeOf } from './format.js';

const toneOf = ({ status, labels }: InboxEntry): string =>
  status === 'resolved' ? 'good' : labels['severity'] === 'page' ? 'bad' : 'warn';

const isWebAddress = (address: string | undefined): boolean => /^https?:\/\//.test(address ?? '');

/** A dashboard is linked where there is a Grafana to show it. */
function linksOf({ annotations }: InboxEntry, grafana: string | undefined): HTMLElement[] {
  const links = [
    ['Runbook', annotations['runbook_url']],
    ['Dashboard', grafana && annotations['dashboard_url']],
  ] as const;
  return links
    .filter(([, href]) => isWebAddress(href))
    .map(([text, href]) => make('a', { href, rel: 'noreferrer', target: '_blank' }, text));
}

function makeEntry(entry: InboxEntry, grafana: string | undefined): HTMLElement {
  const { status, labels, annotations, receivedAt } = entry;
  const { alertname = 'alert', severity, ...others } = labels;
  const tone = toneOf(entry);
  return make(
    'li',
    { class: `entry ${tone}` },
    make(
      'div',
      { class: 'entry-head' },
      make('span', { class: `pill ${tone}` }, status === 'resolved' ? 'resolved' : (severity ?? 'firing')),
      make('h3', {}, alertname),
      make('time', { datetime: receivedAt }, timeOf(receivedAt)),
    ),
    make('p', {}, annotations['summary'] ?? annotations['description'] ?? ''),
    make(
      'div',
      { class: 'labels' },
      ...Object.entries(others).map(([name, value]) => make('code', {}, `${name}=${value}`)),
    ),
    make('p', { class: 'entry-links' }, ...linksOf(entry, grafana)),
  );
}

let lastSeenId: number | undefined;

function announceNewest(inbox: readonly InboxEntry[]): void {
  const newest = inbox.at(-1);
  if (lastSeenId !== undefined && newest !== undefined && newest.id > lastSeenId) {
    setText(byId('announcement'), `${newest.status}: ${newest.labels['alertname'] ?? 'alert'}`);
  }
  lastSeenId = newest?.id ?? 0;
}

/** The pages, newest first, and whether the path that they take is alive. */
export function drawInbox({ inbox, watchdog, links }: Overview): void {
  announceNewest(inbox);
  byId('empty-inbox').hidden = inbox.length === 0;
  drawWhenChanged(
    byId('inbox'),
    inbox.map(({ id }) => id),
    () =>
      inbox.length > 0
        ? inbox.map((entry) => makeEntry(entry, links.grafana)).reverse()
        : [make('li', { class: 'empty' }, 'Nothing has arrived. Switch a fault on, and watch.')],
  );
  const isHeard = watchdog.lastBeatAt !== undefined && !watchdog.silent;
  const pill = byId('watchdog');
  pill.className = `pill ${watchdog.silent ? 'bad' : isHeard ? 'good' : ''}`;
  setText(
    pill,
    watchdog.silent ? 'Watchdog silent' : isHeard ? 'Watchdog heard' : 'waiting for the Watchdog',
  );
  pill.title = `Last heard ${watchdog.silentForSeconds} s ago; silence counts from ${watchdog.limitSeconds} s`;
}
