import { decimal } from '../decimal';
import {
  addMatchers,
  canonical,
  groupingOf,
  instantiate,
  latencyQueries,
  QueryError,
  readQuery,
  requireOneConvention,
  selectorsOf,
  showSelector,
} from '.';

const at = (text: string, seconds = 60, groupBy: string[] = []) =>
  instantiate(readQuery(text), { seconds, groupBy });

describe('three ways to write a window', () => {
  const want = 'sum(rate(http_requests_total{code=~"5..", job="x"}[1m]))';
  it.each([
    ['{{.window}}', 'sum(rate(http_requests_total{code=~"5..",job="x"}[{{.window}}]))', 'placeholder'],
    ['{{ .window }}', "sum(rate(http_requests_total{code=~'5..', job='x'}[{{ .window }}]))", 'placeholder'],
    ['a literal range', 'sum( rate(http_requests_total{code=~"5..",job="x"}[5m]) ) # errors', 'literal'],
    ['increase', 'sum(increase(http_requests_total{code=~"5..",job="x"}[1h]))', 'literal'],
    ['a bare selector', 'http_requests_total{code=~`5..`,job="x"}', 'bare'],
  ])('%s becomes the same query', (_name, text, convention) => {
    expect(readQuery(text).convention).toBe(convention);
    expect(at(text)).toBe(want);
  });

  it('sums a bare selector by the labels of the group', () =>
    expect(at('x{a="b"}', 300, ['handler', 'job'])).toBe('sum by (handler, job) (rate(x{a="b"}[5m]))'));

  it('leaves strings that look like ranges alone', () =>
    expect(at('sum(rate(x{path="/a[5m]"}[5m]))')).toBe('sum(rate(x{path="/a[5m]"}[1m]))'));

  it('knows an expression without any window', () => expect(readQuery('a / b').convention).toBe('instant'));
});

describe('queries that cannot be used', () => {
  const thrown = (text: string) => {
    try {
      readQuery(text);
    } catch (error) {
      return error as QueryError;
    }
    throw new Error('nothing was thrown');
  };
  it.each([
    ['sum(rate(x[5m])', 'query-syntax', 15],
    ['', 'query-syntax', 0],
    ['sum(rate(x[{{.interval}}]))', 'query-syntax', 11],
    ['rate(a[5m]) / rate(b[10m])', 'query-mixture', 21],
    ['rate(a[5m]) / rate(b[{{.window}}])', 'query-mixture', 21],
    ['rate(a[{{.window}}] offset {{.window}})', 'query-mixture', 7],
  ])('%s', (text, id, offset) => {
    expect(thrown(text)).toBeInstanceOf(QueryError);
    expect(thrown(text)).toMatchObject({ id, offset });
  });

  it('a mixture across the queries of one SLI', () =>
    expect(() => requireOneConvention([readQuery('a'), readQuery('rate(b[5m])')])).toThrow(
      'a bare selector and [5m]',
    ));
});

it('writes queries in one form', () => {
  const pairs = [
    ['a+b*-c', 'a + b * -c'],
    ['sum(x)by(a,b)/on(a)group_left(c)y', 'sum(x) by (a, b) / on (a) group_left (c) y'],
    ['sum without(a)(x{})or vector( 0 )', 'sum without (a) (x) or vector(0)'],
    ['histogram_quantile(.9,rate(x[5m]offset 1m))', 'histogram_quantile(.9, rate(x[5m] offset 1m))'],
    ['x{a!="b",c=~"d|\\"e"}>=bool 1', 'x{a!="b", c=~"d|\\"e"} >= bool 1'],
    ['avg_over_time(up[1h:1m])', 'avg_over_time(up[1h:1m])'],
  ];
  expect(pairs.map(([query]) => canonical(query ?? ''))).toEqual(pairs.map(([, want]) => want));
  for (const [, want] of pairs) expect(canonical(want ?? '')).toBe(want);
});

it.each(['1e-3 * x', '-5e-324', '.5E+2 / x', '0x1e - 3'])('keeps the number in %s whole', (query) => {
  expect(canonical(query)).toBe(query);
});

it('finds selectors and their matchers, and adds to them', () => {
  expect(
    selectorsOf('sum(rate(x{a="b",c!~"d"}[5m])) / sum(rate({__name__="y"}[5m]))').map(showSelector),
  ).toEqual(['x{a="b", c!~"d"}', 'y']);
  expect(addMatchers('x / y{a="b"}', [{ label: 'job', operator: '=', value: 'z' }])).toBe(
    'x{job="z"} / y{a="b", job="z"}',
  );
});

it('reads the labels that a query keeps', () => {
  expect(groupingOf(readQuery('sum by (b, a) (rate(x[5m])) / sum(rate(y[5m])) by (a, b)'))).toEqual([
    'a',
    'b',
  ]);
  expect(groupingOf(readQuery('sum(max by (a) (rate(x[5m])))'))).toEqual([]);
  expect(groupingOf(readQuery('sum without (a) (rate(x[5m]))'))).toBeUndefined();
  expect(groupingOf(readQuery('rate(x[5m])'))).toBeUndefined();
});

it('matches whole bucket bounds as Prometheus 2 and 3 write them', () => {
  const [histogram] = selectorsOf('http_seconds{job="x"}');
  if (!histogram) throw new Error('no selector');
  expect(latencyQueries(histogram, decimal('0.250')).query.text).toBe(
    'http_seconds_bucket{job="x", le="0.25"}',
  );
  expect(latencyQueries(histogram, decimal('1')).query.text).toBe(
    'http_seconds_bucket{job="x", le=~"1|1\\\\.0"}',
  );
  expect(latencyQueries(histogram, decimal('1')).total.text).toBe('http_seconds_count{job="x"}');
});
