import type { Overview } from '../src/console/overview';
import type { InboxEntry } from '../src/inbox/entry';
import type { WatchdogState } from '../src/inbox/watchdog';
import { alertTitle } from './alert-title.js';
import { dashboardIn } from './dashboard-link.js';
import { arrange, byId, make, setText } from './dom.js';
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

/** Several alerts may come in one notification. */
function announceNew(inbox: readonly InboxEntry[]): void {
  const seen = lastSeenId;
  const added = seen === undefined ? [] : inbox.filter(({ id }) => id > seen);
  if (added.length > 0) {
    const told = added.map((entry) => `${kindOf(entry)}: ${subjectOf(entry)}`);
    setText(byId('announcement'), `${told.join('; ')} (${timeOf(added[0]?.receivedAt ?? '')})`);
  }
  lastSeenId = inbox.at(-1)?.id ?? 0;
}

const shown = new Map<number, HTMLElement>();
const nothing = make('li', { class: 'empty' }, 'Nothing has arrived. Switch a fault on, and watch.');

/** What is there stays as it is, with the focus and the place that somebody reads at. */
function drawEntries(inbox: readonly InboxEntry[], grafana: string | undefined): void {
  const ids = new Set(inbox.map(({ id }) => id));
  for (const id of shown.keys()) if (!ids.has(id)) shown.delete(id);
  for (const entry of inbox) if (!shown.has(entry.id)) shown.set(entry.id, makeEntry(entry, grafana));
  arrange(byId('inbox'), shown.size > 0 ? [...shown.values()].reverse() : [nothing]);
}

/** The pages, newest first, and whether the path that they take is alive. */
export function drawInbox({ inbox, watchdog, links }: Overview): void {
  announceNew(inbox);
  byId('empty-inbox').hidden = inbox.length === 0;
  drawEntries(inbox, links.grafana);
  const isHeard = watchdog.lastBeatAt !== undefined && !watchdog.silent;
  const pill = byId('watchdog');
  pill.className = `pill ${watchdog.silent ? 'bad' : isHeard ? 'good' : ''}`;
  setText(
    pill,
    watchdog.silent ? 'Watchdog silent' : isHeard ? 'Watchdog heard' : 'waiting for the Watchdog',
  );
  pill.title = `Last heard ${watchdog.silentForSeconds} s ago; silence counts from ${watchdog.limitSeconds} s${limitNote(watchdog)}${clockNote(watchdog)}`;
}

/** Clocks that differ, which can keep alerts from being notified. */
const clockNote = ({ clockDifferenceSeconds: seconds }: WatchdogState): string =>
  seconds === undefined ? '' : `. The clocks of Prometheus and Alertmanager differ by ${Math.abs(seconds)} s`;

/** Where the limit is from, when it is not from the configuration that runs. */
function limitNote({ limitFrom, limitProblem }: WatchdogState): string {
  if (limitFrom === 'setting') return ' (WATCHDOG_SECONDS)';
  return limitFrom === 'default' ? ` (not from the configuration: ${limitProblem ?? 'not read yet'})` : '';
}
