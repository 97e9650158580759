import { isPadded } from './padding';

test.each([
  'sum(a) or vector(0)',
  'a\nor on () (vector(0))',
  '(sum(a) or vector(0)) / b',
  'a or 0 * vector(1)',
])('%s has a value without data', (expr) => {
  expect(isPadded(expr)).toBe(true);
});

test.each(['vector(1)', 'a or b', 'a or 0 * sum(b)', 'a * vector(2)'])('%s has not', (expr) => {
  expect(isPadded(expr)).toBe(false);
});
