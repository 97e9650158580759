import { compileSlo } from '../compile';
import { decimal } from '../decimal';
import { predict } from '../explain/predict';
import { defaultOptions } from '../options';
import { sampleSlo } from '../slo.test.support';
import { mostRulesPerGroup } from './rule';
import { splitGroup } from './split';

/** An SLO with so many conditions, on as many windows of hours. */
const compiled = (conditions: number) =>
  compileSlo(
    sampleSlo({
      alerting: {
        pairs: Array.from({ length: conditions }, (_, index) => ({
          severity: 'page',
          longSeconds: 3_600 * (index + 1),
          shortSeconds: 300 * (index + 1),
          burn: decimal(2),
        })),
      },
    }),
    defaultOptions,
  );

it.each([1, 4, 6, 12, 40])(
  '%d conditions: no group has more than twenty rules, records come before alerts',
  (count) => {
    const groups = compiled(count).groups.slice(0, -1);
    expect(Math.max(...groups.map(({ rules }) => rules.length))).toBeLessThanOrEqual(mostRulesPerGroup);
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
    const kinds = groups.flatMap(({ rules }) => rules.map((rule) => ('record' in rule ? 'record' : 'alert')));
    expect(kinds).toEqual([...kinds].sort().reverse());
    expect(kinds.filter((kind) => kind === 'alert')).toHaveLength(count + 2);
  },
);

it('leaves a group alone that is short enough', () => {
  const [group] = compiled(4).groups;
  expect(group && splitGroup(group)).toEqual([group]);
});

it('an alert in a later group than its ratios, and ratios in a later group than the base records, are an evaluation late', () => {
  const { slo, plan, groups } = compiled(12);
  const whole = predict(plan, slo, 0.9, defaultOptions);
  const late = predict(plan, slo, 0.9, { ...defaultOptions, groups });
  const difference = (pair: string) => {
    const [before, after] = [whole, late].map((pairs) => pairs.find((one) => one.pair === pair));
    return [
      (after?.seconds ?? NaN) - (before?.seconds ?? NaN),
      (after?.latestSeconds ?? NaN) - (before?.latestSeconds ?? NaN),
    ];
  };
  expect(groups.map(({ name }) => name)).toEqual([
    'slo-shop-checkout',
    'slo-shop-checkout-2',
    'slo-shop-checkout-alerts',
    'slo-shop-checkout-budget',
  ]);
  expect(difference('1h-5m')).toEqual([30, 30]);
  expect(difference('12h-1h')).toEqual([60, 60]);
});
