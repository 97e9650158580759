import type { RuleGroup } from '@express-slo-stack/observability/slo';
import { mutationsOf } from './mutations';

const expr =
  'max by (slo) (slo:sli_error:ratio_rate1h{slo="a"}) > 0.01\nand\nsum by (slo) (sum_over_time(x{slo="a"}[1h])) / (count_over_time(x[5m]) > 0) >= 10';
const groups: readonly RuleGroup[] = [
  {
    name: 'g',
    interval: '30s',
    rules: [
      { record: 'r', expr: 'sum(rate(x[1m])) or 0 * y', labels: { slo: 'a' } },
      { alert: 'A', expr, for: '2m', labels: { burn: '1h-5m' }, annotations: {} },
    ],
  },
];
const descriptions = (kind: string) =>
  mutationsOf(groups).flatMap((mutation) => (mutation.kind === kind ? [mutation.description] : []));

it.each<[kind: string, count: number, part: string]>([
  ['rule dropped', 2, 'A 1h-5m: dropped'],
  ['label changed', 2, 'r: slo: ax'],
  ['wait doubled', 1, 'A 1h-5m: for: 240000ms'],
  ['range doubled', 3, 'r: sum(rate(x[120000ms])) or 0 * y'],
  ['range halved', 3, '[150000ms]'],
  ['threshold raised by 10 %', 2, '>= 11'],
  ['threshold lowered by 10 %', 2, '> 0.009'],
  ['comparison turned', 3, '<= 10'],
  ['"and" made "or"', 1, 'ratio_rate1h{slo="a"}) > 0.01 or sum'],
  ['minimum errors removed', 1, 'A 1h-5m: max by (slo) (slo:sli_error:ratio_rate1h{slo="a"}) > 0.01'],
  ['"or 0 * …" removed', 1, 'r: sum(rate(x[1m]))'],
  ['"> 0" removed', 1, '(count_over_time(x[5m]))'],
  ['zero made one', 2, '1 * y'],
  ['matcher turned', 2, '{slo!="a"}'],
])('%s: %d, such as %s', (kind, count, part) => {
  expect(descriptions(kind)).toHaveLength(count);
  expect(descriptions(kind).join('\n')).toContain(part);
});

it('reads the windows next to the right one', () => {
  const ratio = (window: string) => ({ record: `slo:sli_error:ratio_rate${window}`, expr: 'x', labels: {} });
  const rules = [ratio('5m'), ratio('1h'), ratio('6h'), ...groups.flatMap((group) => group.rules)];
  const found = mutationsOf([{ name: 'g', interval: '30s', rules }]).filter(
    ({ kind }) => kind === 'another window read',
  );
  expect(found.map(({ description }) => /ratio_rate(\w+)/.exec(description)?.[1])).toEqual(['5m', '6h']);
});

it('changes one rule and no other', () => {
  for (const { groups: mutated, rule } of mutationsOf(groups)) {
    const rules = groups.flatMap((group) => group.rules);
    const left = mutated.flatMap((group) => group.rules).filter((one) => rules.includes(one));
    expect(left).toEqual(rules.filter((_, number) => number !== rule));
  }
});
