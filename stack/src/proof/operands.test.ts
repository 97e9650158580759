import { operandsOf } from './operands';

test.each<[expr: string, operands: readonly string[]]>([
  ['vector(1)', ['vector(1)']],
  ['up{job="a"} == 0', ['up{job="a"}']],
  ['(a > 0.1)\nand\nb > 1 and sum_over_time(c[1h]) * 30 >= 10', ['a', 'b', 'sum_over_time(c[1h]) * 30']],
  ['increase(a[5m]) > 0 or absent(up)', ['increase(a[5m])', 'up']],
  ['up == 0 and on (job) max by (job) (up) == 1', ['up', 'max by (job) (up)']],
  ['a unless b != 2', ['a', 'b']],
  ['a / 2 < b', ['a / 2', 'b']],
  ['a > bool 1', ['a > bool 1']],
  ['absent_over_time(a{b="c"}[1m])', ['last_over_time(a{b="c"}[1m])']],
  ['group by (slo) (absent_over_time(a[1m]))', ['last_over_time(a[1m])']],
  ['count(a == 0) > 1', ['a']],
  ['topk(1, a > 2)', ['a']],
  [
    'group(\n(group(timestamp(a) > time() - 90) unless on () (group(b) and group(c)))\nor\n(max by (s) (d) > 0 unless (e)))',
    ['timestamp(a)', 'group(b)', 'group(c)', 'max by (s) (d)', 'e'],
  ],
  ['sum(a) by (b) > 1', ['sum(a) by (b)']],
])('%s compares %j', (expr, operands) => {
  expect(operandsOf(expr)).toEqual(operands);
});

test('what does not parse is refused', () => {
  expect(() => operandsOf('up ==')).toThrow(/query-syntax/);
});
