import type { ShownFault } from '../../src/console/overview';
import { foreseen, underway, type Outlook } from './outlook';

const since = '2026-11-07T12:00:00.000Z';
const after = (seconds: number): number => Date.parse(since) + 1000 * seconds;

const off: ShownFault = { name: 'errors', title: 'Errors', effect: '', on: false };
const unforeseen: ShownFault = { ...off, on: true, since };
const on: ShownFault = {
  ...unforeseen,
  forecast: { madeAt: since, secondsToPage: 85, by: { alertname: 'SLOBurn', slo: 'a' } },
};
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
    [
      'it is there',
      { secondsToPage: null, because: 'pages-already', by: { alertname: 'TargetDown' } },
      'Pages already',
    ],
    ['no page', { secondsToPage: null }, 'Would not page'],
    ['a page', { secondsToPage: 90, by: { alertname: 'TargetDown' } }, 'Would page after 1 min 30 s'],
  ] as const)('%s', (_name, forecast, text) => {
    expect(head(foreseen(off, forecast))).toBe(text);
  });

  test('says by which alert, and when it was last done', () => {
    const { notes } = foreseen(
      { ...off, doneAt: since },
      { secondsToPage: 9, by: { alertname: 'TargetDown' } },
    );
    expect(notes).toEqual([expect.stringMatching(/^last done at /), 'by TargetDown']);
  });
});

describe('a fault that is on', () => {
  test('counts down, and then says how late the page is', () => {
    expect(head(underway(on, after(0)))).toBe('Page in 85 s');
    expect(head(underway(on, after(84)))).toBe('Page in 1 s');
    expect(head(underway(on, after(95)))).toBe('The page is late by 10 s');
  });

  test('says when its page came, by which alert, beside what was predicted', () => {
    const page = { at: new Date(after(80)).toISOString(), by: { alertname: 'SLOBurn', slo: 'a' } };
    const outlook = underway({ ...on, page }, after(100));
    expect(head(outlook)).toBe('Paged after 80 s');
    expect(outlook.notes.slice(0, 2)).toEqual(['85\u00a0s were predicted', 'by SLOBurn of a']);
    expect(head(underway({ ...unforeseen, page }, after(100)))).toBe('Paged after 80 s');
    const regraded = { madeAt: new Date(after(30)).toISOString(), secondsToPage: 55 };
    expect(head(underway({ ...on, page, forecast: regraded }, after(100)))).toBe('Paged after 50 s');
  });

  test('that nobody can predict, or that does not page', () => {
    expect(head(underway(unforeseen, after(5)))).toBe('No page yet');
    const never = { ...on, forecast: { madeAt: since, secondsToPage: null } };
    expect(head(underway(never, after(5)))).toBe('No page is expected');
    const hindered = {
      ...on,
      forecast: { madeAt: since, secondsToPage: null, because: 'alertmanager-down' as const },
    };
    expect(head(underway(hindered, after(5)))).toBe('No page: Alertmanager is down');
  });

  test('says how it ends', () => {
    const last = (fault: ShownFault) => underway(fault, after(1)).notes.at(-1);
    expect(last(on)).toBe('stays until switched off');
    expect(last({ ...on, expiresAt: new Date(after(600)).toISOString() })).toMatch(/^ends by itself at /);
  });
});
