import type { ShownFault } from '../../src/console/overview';
import type { InboxEntry } from '../../src/inbox/entry';
import { foreseen, underway, type Outlook } from './outlook';

const since = '2026-11-07T12:00:00.000Z';
const after = (seconds: number): number => Date.parse(since) + 1000 * seconds;

const off: ShownFault = { name: 'errors', title: 'Errors', effect: '', on: false };
const unforeseen: ShownFault = { ...off, on: true, since };
const on: ShownFault = {
  ...unforeseen,
  forecast: { madeAt: since, secondsToPage: 85, by: 'SLOBurn of a' },
};
const entry = (seconds: number, status: InboxEntry['status'] = 'firing', severity = 'page'): InboxEntry => ({
  id: seconds,
  receivedAt: new Date(after(seconds)).toISOString(),
  status,
  labels: { severity },
  annotations: {},
  receiver: 'page',
});
const head = ({ lead, time }: Outlook): string =>
  (time === undefined ? lead : `${lead} ${time}`).replaceAll('\u00a0', ' ');

describe('a fault that is off', () => {
  test.each([
    ['not asked yet', undefined, ''],
    ['nobody knows', null, 'No prediction'],
    [
      'nobody delivers it',
      { secondsToPage: null, because: 'alertmanager-down' },
      'No page: Alertmanager is down',
    ],
    ['nobody makes it', { secondsToPage: null, because: 'prometheus-down' }, 'No page: Prometheus is down'],
    ['it is there', { secondsToPage: null, because: 'pages-already', by: 'TargetDown' }, 'Pages already'],
    ['no page', { secondsToPage: null }, 'Would not page'],
    ['a page', { secondsToPage: 90, by: 'TargetDown' }, 'Would page after 1 min 30 s'],
  ] as const)('%s', (_name, forecast, text) => {
    expect(head(foreseen(off, forecast))).toBe(text);
  });

  test('says by which alert, and when it was last done', () => {
    const { notes } = foreseen({ ...off, doneAt: since }, { secondsToPage: 9, by: 'TargetDown' });
    expect(notes).toEqual([expect.stringMatching(/^last done at /), 'by TargetDown']);
  });
});

describe('a fault that is on', () => {
  test('counts down, and then says how late the page is', () => {
    expect(head(underway(on, [], after(0)))).toBe('Page in 85 s');
    expect(head(underway(on, [], after(84)))).toBe('Page in 1 s');
    expect(head(underway(on, [], after(95)))).toBe('The page is late by 10 s');
  });

  test('is measured by the first page after its beginning, not by tickets or by what is over', () => {
    const inbox = [entry(-5), entry(10, 'resolved'), entry(20, 'firing', 'ticket'), entry(80), entry(90)];
    const outlook = underway(on, inbox, after(100));
    expect(head(outlook)).toBe('Paged after 80 s');
    expect(outlook.notes[0]).toBe('85\u00a0s were predicted');
  });

  test('that nobody can predict, or that does not page', () => {
    expect(head(underway(unforeseen, [], after(5)))).toBe('No page yet');
    const never = { ...on, forecast: { madeAt: since, secondsToPage: null } };
    expect(head(underway(never, [], after(5)))).toBe('No page is expected');
    const hindered = {
      ...on,
      forecast: { madeAt: since, secondsToPage: null, because: 'alertmanager-down' as const },
    };
    expect(head(underway(hindered, [], after(5)))).toBe('No page: Alertmanager is down');
  });

  test('says how it ends', () => {
    const last = (fault: ShownFault) => underway(fault, [], after(1)).notes.at(-1);
    expect(last(on)).toBe('stays until switched off');
    expect(last({ ...on, expiresAt: new Date(after(600)).toISOString() })).toMatch(/^ends by itself at /);
  });
});
