import type { InboxEntry } from '@express-slo-stack/demo';
import { duplicatesIn, nameOf, pagesIn } from './notifications';

let id = 0;
const entry = (receivedAt: string, alert: string, changes: Partial<InboxEntry> = {}): InboxEntry => ({
  id: (id += 1),
  receivedAt,
  status: 'firing',
  labels: { alertname: 'SLOBurn', slo: 's', burn: alert, severity: 'page' },
  annotations: {},
  receiver: 'page',
  groupKey: 'g',
  startsAt: 'then',
  fingerprint: alert,
  ...changes,
});

const RESOLVED = { status: 'resolved' } as const;

test('a group that is told again since it changed is no duplicate', () => {
  const inbox = [entry('1', '1h-5m'), entry('2', '1h-5m'), entry('2', '6h-30m')];
  expect(duplicatesIn(inbox)).toBe(0);
});

test('a notification that tells nothing new is one', () => {
  expect(duplicatesIn([entry('1', '1h-5m'), entry('2', '1h-5m')])).toBe(1);
});

test('a page that was over and comes again is none', () => {
  const inbox = [
    entry('1', '1h-5m'),
    entry('2', '1h-5m', { status: 'resolved' }),
    entry('3', '1h-5m', { startsAt: 'later' }),
  ];
  expect(duplicatesIn(inbox)).toBe(0);
});

test('tickets are not counted', () => {
  const ticket = { labels: { alertname: 'SLOBurn', severity: 'ticket' } };
  expect(duplicatesIn([entry('1', 'a', ticket), entry('2', 'a', ticket)])).toBe(0);
});

test.each([
  ['nothing', [], 0],
  ['an alert', [entry('1', 'a')], 1],
  ['a further alert that joins its group', [entry('1', 'a'), entry('2', 'a'), entry('2', 'b')], 1],
  ['one that takes the place of another', [entry('1', 'a'), entry('2', 'a', RESOLVED), entry('2', 'b')], 1],
  [
    'an alert that was over and comes again',
    [entry('1', 'a'), entry('2', 'a', RESOLVED), entry('3', 'a')],
    2,
  ],
  ['two groups', [entry('1', 'a'), entry('1', 'b', { groupKey: 'h' })], 2],
  ['an end alone', [entry('1', 'a', RESOLVED)], 0],
])('the pager is set off by %s', (_what, inbox, times) => {
  expect(pagesIn(inbox)).toBe(times);
});

test('an alert in a few words', () => {
  expect(nameOf(entry('1', '1h-5m'))).toBe('SLOBurn s 1h-5m');
});
