import { poisson, poissonCounter, randomFrom } from './poisson';

it('gives the same numbers for a seed, and others for another', () => {
  const first = (seed: number) => Array.from({ length: 5 }, randomFrom(seed));
  expect(first(7)).toEqual(first(7));
  expect(first(7)).not.toEqual(first(8));
});

it.each([0.4, 20, 400])('has the mean and the variance of a Poisson distribution of %d', (mean) => {
  const random = randomFrom(1);
  const counts = Array.from({ length: 20_000 }, () => poisson(mean, random));
  const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / counts.length;
  expect(Math.abs(average / mean - 1)).toBeLessThan(0.02);
  expect(Math.abs(variance / mean - 1)).toBeLessThan(0.05);
});

it('counts from zero and never down, one value per scrape', () => {
  const values = poissonCounter(3, [[600, 2]], 15);
  expect(values).toHaveLength(41);
  expect(values[0]).toBe(0);
  expect(values.every((value, index) => value >= (values[index - 1] ?? 0))).toBe(true);
});
