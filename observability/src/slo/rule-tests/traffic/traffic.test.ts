import { readQuery } from '../../promql';
import { eventSli, sampleSlo } from '../../slo.test.support';
import { labelValue, matches } from './label-values';
import { Unknown } from './linear';
import { presentSeries, rawTraffic } from './series';
import { seriesValues } from './values';

const matcher = (operator: '=' | '!=' | '=~' | '!~', value: string) => ({ label: 'x', operator, value });
const series = (changes: Parameters<typeof sampleSlo>[0]) => {
  const traffic = rawTraffic(sampleSlo(changes));
  return traffic instanceof Unknown
    ? traffic.construct
    : traffic.series.map(
        ({ name, share, factor }) => `${share} ${name}${factor === 1 ? '' : ` x ${factor}`}`,
      );
};
const queries = (query: string, total: string, counts?: 'errors' | 'good') => ({
  sli: eventSli(query, total, counts),
});

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

it.each([
  [
    'buckets over the bucket of all',
    queries('sum(rate(x_bucket{le="0.5"}[5m]))', 'sum(rate(x_bucket{le="+Inf"}[5m]))', 'good'),
    ['all x_bucket{le="+Inf"}', 'good x_bucket{le="0.5"}'],
  ],
  [
    'a total of two sums',
    queries('sum(rate(bad_total[5m]))', 'sum(rate(ok_total[5m])) + sum(rate(bad_total[5m]))'),
    ['good ok_total', 'bad bad_total'],
  ],
  [
    'errors of two metrics',
    queries('sum(rate(a[5m])) + sum(rate(b[5m]))', 'sum(rate(c[5m]))'),
    ['all c', 'bad a x 0.5', 'bad b x 0.5'],
  ],
  [
    'a factor, and events taken away',
    queries('2 * sum(rate(bad[5m]))', '(sum(rate(all[5m])) - sum(rate(all{code="404"}[5m]))) * 1'),
    ['all all', 'all all{code="404"} x 0', 'bad bad x 0.5'],
  ],
  ['the same metric twice', queries('a', 'a'), 'a'],
  ['irate', queries('sum(irate(a[5m]))', 'sum(rate(b[5m]))'), 'irate'],
  ['offset', queries('sum(rate(a[5m] offset 5m))', 'sum(rate(b[5m]))'), 'offset'],
  ['clamp_min', queries('sum(rate(a[5m]))', 'clamp_min(sum(rate(b[5m])), 1)'), 'clamp_min'],
  ['another default', queries('sum by (x) (rate(a[5m])) or vector(0)', 'sum by (x) (rate(b[5m]))'), 'or'],
])('makes up series for %s, or says why not', (_name, changes, expected) =>
  expect(series(changes)).toEqual(expected),
);

it('makes up series that are only there for any query', () =>
  expect(presentSeries(sampleSlo(queries('sum(irate(a[5m]))', 'sum(irate(b{c=~"x.+"}[5m]))')))).toMatchObject(
    {
      series: [{ name: 'b{c="x0"}', share: 'present' }],
    },
  ));

it.each([
  ['one value', 'x{handler="/a"}', ['/a']],
  ['values by a pattern', 'x{handler=~"/api.*"}', ['/api0', '/api00']],
  ['values by a choice', 'x{handler=~"(a|b)/v[12]"}', ['a/v1', 'b/v2']],
])('gives each group series and labels of its own: %s', (_name, total, handlers) => {
  const selector = total.replace('}', ', code=~"5.."}');
  const traffic = rawTraffic(sampleSlo({ groupBy: ['handler'], ...queries(selector, total) }));
  if (traffic instanceof Unknown) throw new Error(traffic.construct);
  expect(traffic.groups.map(({ handler }) => handler)).toEqual(handlers);
  expect(traffic.series).toHaveLength(2 * handlers.length);
});

it('writes what a stretch of traffic does to a series', () => {
  const stretches = [
    { seconds: 60 },
    { seconds: 30, errors: 0.5 },
    { seconds: 30, gone: true },
    { seconds: 30, restart: true },
  ];
  expect(seriesValues({ share: 'good', factor: 1 }, stretches, 15, 100)).toBe(
    '0+1500x4 6750+750x1 _x2 1500+1500x1',
  );
  expect(seriesValues({ share: 'bad', factor: 1 }, stretches, 15, 100)).toBe('0+0x4 750+750x1 _x2 0+0x1');
  expect(seriesValues({ share: 'good-level', factor: 1 }, stretches, 15, 100)).toBe('1x4 0.5x1 _x2 1x1');
});
