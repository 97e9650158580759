import type { InboxEntry } from '../inbox/entry';
import { arrivalOf, type Expected } from './arrival';
import { pagersOf, type Pager } from './pagers';

const began = Date.parse('2026-11-07T12:00:00.000Z');
const after = (seconds: number): string => new Date(began + 1000 * seconds).toISOString();
const ingest: Pager = { alertname: 'SLOBurn', slo: 'ingest-availability' };
const api: Pager = { alertname: 'SLOBurn', slo: 'api-availability' };
const expected = (more: Partial<Expected> = {}): Expected => ({
  pagers: [ingest],
  since: began,
  foreseenAt: began,
  ...more,
});
const page = (seconds: number, pager: Pager, more: Partial<InboxEntry> = {}): InboxEntry => ({
  id: seconds,
  receivedAt: after(seconds),
  startsAt: after(seconds - 10),
  status: 'firing',
  labels: { ...pager, severity: 'page' },
  annotations: {},
  receiver: 'page',
  ...more,
});

test('the page of a fault is of an alert that it raises, and the first of them', () => {
  const pages = [page(70, { alertname: 'TargetDown' }), page(75, api), page(80, ingest), page(90, ingest)];
  expect(arrivalOf(expected(), pages)).toEqual({ at: after(80), by: ingest });
  expect(arrivalOf(expected({ pagers: [ingest, api] }), pages)).toEqual({ at: after(75), by: api });
});

test('an alert that fired before the fault is none of its, although it is told of later', () => {
  expect(arrivalOf(expected(), [page(5, ingest)])).toBeUndefined();
});

test('neither what is over nor a ticket is a page', () => {
  const ticket = page(60, ingest, { labels: { ...ingest, severity: 'ticket' } });
  expect(arrivalOf(expected(), [page(60, ingest, { status: 'resolved' }), ticket])).toBeUndefined();
});

test('a page that had come when the grade was changed is not measured by the new forecast', () => {
  const changed = expected({ foreseenAt: began + 100_000 });
  expect(arrivalOf(changed, [page(80, ingest)])).toBeUndefined();
  expect(arrivalOf(changed, [page(80, ingest), page(120, ingest)])).toMatchObject({ at: after(120) });
});

test('the inbox’s own page has no beginning but its arrival', () => {
  const silent = pagersOf('prometheus-down', {});
  const own = page(300, { alertname: 'WatchdogSilent' }, { startsAt: undefined });
  expect(arrivalOf(expected({ pagers: silent }), [own])).toMatchObject({ at: after(300) });
});

test('a fault may be seen by no alert, by one, or by those of several SLOs', () => {
  expect(pagersOf('token-rotated', {})).toEqual([]);
  expect(pagersOf('api-down', {})).toEqual([{ alertname: 'TargetDown' }]);
  expect(pagersOf('errors', { share: 1, scope: 'all', status: 503 })).toEqual([ingest, api]);
});
