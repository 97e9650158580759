import { median, quantile } from './median';

describe('quantile', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[4, 3, 1, 2], 0.5, 3],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.1, 2],
    [[7], 0.9, 7],
    [[], 0.5, NaN],
  ])('of %p at %p is %p', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });

  it('leaves the order of the numbers as it was', () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });
});
