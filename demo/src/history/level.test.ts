import { levelAt } from './level';

const hour = 3600;
const day = 24 * hour;

test('the month ends at its mean, after a quiet night', () => {
  expect(levelAt(0)).toBeCloseTo(1, 9);
  expect(levelAt(5 * hour)).toBeLessThan(0.9);
  expect(levelAt(20 * hour)).toBeGreaterThan(1.1);
});

test('every week has two quiet days', () => {
  const noons = Array.from({ length: 28 }, (_none, days) => levelAt(days * day));
  const quiet = noons.flatMap((level, days) => (level < 0.7 ? [days % 7] : []));
  expect(quiet).toEqual([3, 4, 3, 4, 3, 4, 3, 4]);
});
