import { readQuery } from '../../promql';
import { eventSli, sampleSlo } from '../../slo.test.support';
import { labelValue, matches } from './label-values';
import { rawTraffic } from './series';
import { seriesValues } from './values';

const matcher = (operator: '=' | '!=' | '=~' | '!~', value: string) => ({ label: 'x', operator, value });
const series = (changes: Parameters<typeof sampleSlo>[0]) =>
  rawTraffic(sampleSlo(changes))?.series.map(({ name, share }) => `${share} ${name}`);

it('matches as Prometheus does: anchored', () => {
  expect(matches(matcher('=~', '5..'), '500')).toBe(true);
  expect(matches(matcher('=~', '5..'), '1500')).toBe(false);
  expect(matches(matcher('!~', 'a|b'), 'ab')).toBe(true);
});

it.each([
  [[matcher('=~', '/api/0/.+'), matcher('!~', '/api/0/observability.*')], []],
  [[matcher('=~', '/api/:projectId/(envelope|store)/')], []],
  [[matcher('=~', 'a{2,3}[x-z]+\\.com?')], []],
  [[matcher('!=', '')], [matcher('=~', '[0-9]+')]],
])('finds a value for %j, not for %j', (all, none) => {
  const value = labelValue(all, none);
  expect(value).toBeDefined();
  expect(all.every((one) => matches(one, value ?? ''))).toBe(true);
  expect(none.some((one) => matches(one, value ?? ''))).toBe(false);
});

it('finds none where there is none', () => {
  expect(labelValue([matcher('=', 'a'), matcher('=', 'b')])).toBeUndefined();
  expect(labelValue([matcher('=', 'a')], [matcher('=~', '.*')])).toBeUndefined();
});

it('makes up good and bad series as the queries tell them apart', () => {
  expect(series({})).toEqual(['good requests_total{code="200"}', 'bad requests_total{code="500"}']);
  expect(series({ sli: eventSli('fast_total{a="b"}', 'all_total', 'good') })).toEqual([
    'all all_total',
    'good fast_total{a="b"}',
  ]);
  expect(series({ sli: { kind: 'gauge', query: readQuery('up{job="x"}') } })).toEqual([
    'good-level up{job="x"}',
  ]);
});

it('makes up nothing for queries it cannot see through', () => {
  expect(
    series({ sli: eventSli('sum(rate(a[5m])) + sum(rate(b[5m]))', 'sum(rate(c[5m]))') }),
  ).toBeUndefined();
  expect(series({ sli: eventSli('a', 'a') })).toBeUndefined();
});

it('gives each group series and labels of its own', () => {
  const traffic = rawTraffic(sampleSlo({ groupBy: ['handler'] }));
  expect(new Set(traffic?.groups.map(({ handler }) => handler)).size).toBe(2);
  expect(traffic?.series).toHaveLength(4);
});

it('writes what a stretch of traffic does to a series', () => {
  const stretches = [
    { seconds: 60 },
    { seconds: 30, errors: 0.5 },
    { seconds: 30, gone: true },
    { seconds: 30, restart: true },
  ];
  expect(seriesValues('good', stretches, 15, 100)).toBe('0+1500x4 6750+750x1 _x2 1500+1500x1');
  expect(seriesValues('bad', stretches, 15, 100)).toBe('0+0x4 750+750x1 _x2 0+0x1');
  expect(seriesValues('good-level', stretches, 15, 100)).toBe('1x4 0.5x1 _x2 1x1');
});
