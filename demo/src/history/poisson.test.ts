import { createDice } from '../traffic/random';
import { poisson } from './poisson';

test.each([0.05, 3, 29, 400])('with a mean of %d, mean and variance are that', (mean) => {
  const dice = createDice(1);
  const thrown = Array.from({ length: 40_000 }, () => poisson(dice, mean));
  const average = thrown.reduce((sum, count) => sum + count, 0) / thrown.length;
  const variance = thrown.reduce((sum, count) => sum + (count - average) ** 2, 0) / thrown.length;
  expect(average / mean).toBeCloseTo(1, 1);
  expect(variance / mean).toBeCloseTo(1, 1);
  expect(thrown.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
});

test('nothing is expected, nothing happens', () => expect(poisson(createDice(1), 0)).toBe(0));
