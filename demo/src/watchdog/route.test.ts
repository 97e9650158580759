import { routeSchema, routesFor } from './route';

const watchdog = { alertname: 'Watchdog', severity: 'none' };
const settings = { group_interval: '15s', repeat_interval: '25s', receiver: 'watchdog' };
const found = { receiver: 'watchdog', groupInterval: '15s', repeatInterval: '25s' };
const treeWith = (...routes: readonly object[]) =>
  routeSchema.parse({ receiver: 'root', group_interval: '1m', routes });

test.each<[string, object]>([
  ['matchers', { matchers: ['alertname="Watchdog"'] }],
  ['matchers with spaces and without quotes', { matchers: ['alertname = Watchdog', 'severity != page'] }],
  ['all in one string', { matchers: '{alertname=~"Watch.*|Dead", severity!~"page"}' }],
  ['the older forms', { match: { severity: 'none' }, match_re: { alertname: 'Watchdog|Other' } }],
  ['a label that is missing is empty', { matchers: ['team=""'] }],
  ['no matcher at all', {}],
])('%s', (_form, matchers) => {
  expect(routesFor(watchdog, treeWith({ ...matchers, ...settings }))).toEqual([found]);
});

test('what a route does not say comes from above, else it is the default', () => {
  const tree = treeWith({ matchers: ['alertname="Watchdog"'], receiver: 'watchdog' });
  const inherited = { receiver: 'watchdog', groupInterval: '1m', repeatInterval: '4h' };
  expect(routesFor(watchdog, tree)).toEqual([inherited]);
});

test('the first that matches wins, unless it goes on', () => {
  const first = { ...settings, matchers: ['severity="none"'] };
  const second = { receiver: 'outside', group_interval: '2m', repeat_interval: '5m' };
  expect(routesFor(watchdog, treeWith(first, second))).toEqual([found]);
  expect(routesFor(watchdog, treeWith({ ...first, continue: true }, second))).toHaveLength(2);
});

test('a regular expression matches the whole value', () => {
  expect(routesFor(watchdog, treeWith({ ...settings, matchers: ['alertname=~"Watch"'] }))).toMatchObject([
    { receiver: 'root' },
  ]);
});

test('a matcher that cannot be read is an error', () => {
  expect(() => routesFor(watchdog, treeWith({ matchers: ['what is this'] }))).toThrow('what is this');
});
