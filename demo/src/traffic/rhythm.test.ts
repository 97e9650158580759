import { createDice } from './random';
import { rateAt } from './rhythm';

const rhythm = { mean: 30, daySeconds: 1440 };
const aDay = Array.from({ length: 1440 }, (_, second) => rateAt(second, rhythm));

describe('rhythm', () => {
  test('a day averages to the mean, with a quiet night and a busy evening', () => {
    expect(aDay.reduce((sum, rate) => sum + rate, 0) / aDay.length).toBeCloseTo(30, 6);
    expect(Math.min(...aDay)).toBeGreaterThanOrEqual(21);
    expect(Math.max(...aDay)).toBeLessThanOrEqual(39);
    expect(Math.max(...aDay) - Math.min(...aDay)).toBeGreaterThan(12);
  });

  test('the next day is the same', () => {
    expect(rateAt(1440 + 77, rhythm)).toBeCloseTo(rateAt(77, rhythm), 9);
  });
});

describe('dice', () => {
  test('the same seed gives the same throws, another seed others', () => {
    const throws = (seed: number): number[] => {
      const dice = createDice(seed);
      return Array.from({ length: 20 }, () => dice.next());
    };
    expect(throws(1)).toEqual(throws(1));
    expect(throws(1)).not.toEqual(throws(2));
    expect(throws(1).every((thrown) => thrown >= 0 && thrown < 1)).toBe(true);
  });

  test('weights decide how often, and nothing with weight 0 comes up', () => {
    const dice = createDice(3);
    const choices = [
      { weight: 3, name: 'a' },
      { weight: 1, name: 'b' },
      { weight: 0, name: 'c' },
    ] as const;
    const names = Array.from(
      { length: 10_000 },
      () => dice.weighted<(typeof choices)[number]>([...choices]).name,
    );
    expect(names.filter((name) => name === 'a').length / 10_000).toBeCloseTo(0.75, 1);
    expect(names).not.toContain('c');
  });

  test('arrivals at a rate come at that rate, with gaps that vary', () => {
    const dice = createDice(4);
    const gaps = Array.from({ length: 20_000 }, () => dice.gap(25));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeCloseTo(1 / 25, 2);
    // Independent arrivals: a share of 1/e of the gaps is longer than the mean.
    expect(gaps.filter((gap) => gap > mean).length / gaps.length).toBeCloseTo(Math.exp(-1), 1);
  });
});
