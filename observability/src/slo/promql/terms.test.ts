import { neededSeries, readQuery, termsOf, withAbsentTerms } from '.';

const rate = (metric: string) => `sum(rate(${metric}[{{.window}}]))`;
const [a, b, c] = [rate('a'), rate('b'), rate('c')];

it.each([
  [a, [a], []],
  [`${a} + ${b}`, [a, b], []],
  [`(${a} + ${b}) - ${c}`, [a, b], [c]],
  [`${a} - (${b} - ${c})`, [a, c], [b]],
  [
    'sum by (x) (rate(a[{{.window}}]) + rate(b[{{.window}}]))',
    ['sum by (x) (rate(a[{{.window}}]))', 'sum by (x) (rate(b[{{.window}}]))'],
    [],
  ],
  [`${a} + 1`, [`${a} + 1`], []],
  [`${a} + on () ${b}`, [`${a} + on () ${b}`], []],
  [`${a} * ${b}`, [`${a} * ${b}`], []],
])('%s has its terms', (text, added, subtracted) =>
  expect(termsOf(readQuery(text))).toEqual({ added, subtracted }),
);

const labelled = (term: string, number: number) => `label_replace(${term}, "slo_term", "${number}", "", "")`;

it.each([
  [a, [], a],
  [`${a} + ${b}`, [], `sum(${labelled(a, 1)} or ${labelled(b, 2)})`],
  [`${a} - ${b}`, [], `${a} - (${b} or 0 * ${a})`],
  [
    'sum by (x) (rate(a[5m]) + rate(b[5m]))',
    ['x'],
    `sum by (x) (${labelled('sum by (x) (rate(a[5m]))', 1)} or ${labelled('sum by (x) (rate(b[5m]))', 2)})`,
  ],
])('%s is written so that one term is enough', (text, groupBy, written) =>
  expect(withAbsentTerms(readQuery(text), groupBy).text).toBe(written),
);

it.each([
  ['sum(rate(a{x="1"}[5m]))', [['a{x="1"}']]],
  ['sum(rate(a[5m])) / sum(rate(b[5m]))', [['a', 'b']]],
  ['sum(rate(a[5m])) + sum(rate(b[5m]))', [['a'], ['b']]],
  ['sum(rate(a[5m]) + rate(b[5m])) - sum(rate(c[5m]))', [['a'], ['b']]],
  ['sum(rate(a[5m])) + 1', [['a']]],
  ['sum(rate(a[5m])) or vector(0)', [['a']]],
  ['sum(rate(a[5m]) or rate(b[5m]))', [['a'], ['b']]],
  ['a unless b', [['a']]],
  [
    '(a or b) * on (x) c',
    [
      ['a', 'c'],
      ['b', 'c'],
    ],
  ],
])('%s needs %j', (promql, needed) => expect(neededSeries(promql)).toEqual(needed));
