import { budgetText, meterOf, stateOf } from './slo-state';

const slo = { service: 'svc', slo: 'a' };

test.each([
  [{ alert: 'page', budgetRemaining: -1, burnRate: 100 }, 'paging', 'bad'],
  [{ alert: 'ticket', budgetRemaining: -1, burnRate: 5 }, 'budget spent', 'bad'],
  [{ alert: 'ticket', budgetRemaining: 0.5, burnRate: 5 }, 'ticket', 'warn'],
  [{ budgetRemaining: 0.5, burnRate: 1.1 }, 'burning', 'warn'],
  [{ budgetRemaining: 0.5, burnRate: 1 }, 'fine', 'good'],
  [{ budgetRemaining: 0.5 }, 'no events', ''],
  [{}, 'no events', ''],
] as const)('the worst that is known of an SLO is its state: %j', (numbers, text, tone) => {
  expect(stateOf({ ...slo, ...numbers })).toEqual([text, tone]);
});

test.each([
  [1, '100.0\u00a0% left'],
  [0, '0.0\u00a0% left'],
  [-1.5, 'spent 2.50 times'],
])('a budget of %d in words', (left, text) => {
  expect(budgetText(left)).toBe(text);
});

test.each([
  [1.2, 100, ''],
  [0.25, 25, ''],
  [0.24, 24, 'warn'],
  [0, 0, 'warn'],
  [-3, 0, 'bad'],
  [undefined, 0, ''],
])('the meter of a budget of %p', (left, width, tone) => {
  expect(meterOf(left)).toEqual([width, tone]);
});
