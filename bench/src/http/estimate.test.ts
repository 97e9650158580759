import { estimate, midmean } from './estimate';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('midmean', () => {
  it.each([
    [[1, 2, 3, 4, 5, 6, 7, 8], 4.5],
    [[8, 1, 2, 3, 1_000, 4, -1_000, 5], 3.5],
    [[7], 7],
    [[], NaN],
  ])('of %p is %p', (values, expected) => {
    expect(midmean(values)).toBe(expected);
  });
});

describe('estimate', () => {
  it('of a mean has the error that textbooks give it: deviation over the root of the number', () => {
    const { value, error } = estimate([2, 4, 4, 4, 5, 5, 7, 9], mean);
    expect(value).toBe(5);
    expect(error).toBeCloseTo(Math.sqrt(32 / 7 / 8), 10);
  });

  it('knows no error of a single sample', () => {
    expect(estimate([3], mean)).toEqual({ value: 3, error: NaN });
  });
});
