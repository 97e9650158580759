import type { Overview } from '../src/console/overview';
import type { InboxEntry } from '../src/inbox/entry';
import { alertTitle } from './alert-title.js';
import { dashboardIn } from './dashboard-link.js';
import { byId, drawWhenChanged, make, setText } from './dom.js';
import { timeOf } from './format.js';

const toneOf = ({ status, labels }: InboxEntry): string =>
  status === 'resolved' ? 'good' : labels['severity'] === 'page' ? 'bad' : 'warn';

const kindOf = ({ status, labels }: InboxEntry): string =>
  status === 'resolved' ? 'resolved' : (labels['severity'] ?? 'firing');

const subjectOf = ({ labels: { alertname = 'alert', slo } }: InboxEntry): string =>
  alertTitle({ alertname, slo });

/** Labels that the subject and the kind have told. */
const toldAbove = new Set(['alertname', 'severity', 'slo']);

const isWebAddress = (address: string | undefined): boolean => /^https?:\/\//.test(address ?? '');

/** A dashboard is linked where there is a Grafana to show it. */
function linksOf({ annotations }: InboxEntry, grafana: string | undefined): HTMLElement[] {
  const dashboard = annotations['dashboard_url'];
  const links = [
    ['Runbook', annotations['runbook_url']],
    ['Dashboard', grafana && dashboard && dashboardIn(grafana, dashboard)],
  ] as const;
  return links
    .filter(([, href]) => isWebAddress(href))
    .map(([text, href]) => make('a', { href, rel: 'noreferrer', target: '_blank' }, text));
}

function makeEntry(entry: InboxEntry, grafana: string | undefined): HTMLElement {
  const { labels, annotations, receivedAt } = entry;
  const tone = toneOf(entry);
  return make(
    'li',
    { class: `entry ${tone}` },
    make(
      'div',
      { class: 'entry-head' },
      make('span', { class: `pill ${tone}` }, kindOf(entry)),
      make('time', { datetime: receivedAt }, timeOf(receivedAt)),
      make('h3', {}, subjectOf(entry)),
    ),
    make('p', {}, annotations['summary'] ?? annotations['description'] ?? ''),
    make(
      'div',
      { class: 'labels' },
      ...Object.entries(labels)
        .filter(([name]) => !toldAbove.has(name))
        .map(([name, value]) => make('code', {}, `${name}=${value}`)),
    ),
    make('p', { class: 'entry-links' }, ...linksOf(entry, grafana)),
  );
}

let lastSeenId: number | undefined;

function announceNewest(inbox: readonly InboxEntry[]): void {
  const newest = inbox.at(-1);
  if (lastSeenId !== undefined && newest !== undefined && newest.id > lastSeenId) {
    setText(byId('announcement'), `${kindOf(newest)}: ${subjectOf(newest)}`);
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
