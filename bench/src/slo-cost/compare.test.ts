import { growsNoFaster, timesOurs, type Comparison } from './compare';

const comparison = (rawSeries: number, samples: number): Comparison => ({
  rawSeries,
  version: '3',
  costs: {
    Sloth: { samples: 50 * samples, seconds: 1 },
    Pyrra: { samples: 200 * samples, seconds: 1 },
    ours: { samples, seconds: 1 },
  },
});

it('says how many times what ours read a peer reads', () =>
  expect(timesOurs(comparison(100, 7), 'Pyrra')).toBe(200));

it.each([
  [[10, 100], true],
  [[10, 99], true],
  [[10, 101], false],
])('judges the growth of %j samples over ten times the series as %s', ([few = 0, many = 0], held) =>
  expect(growsNoFaster([comparison(100, few), comparison(1_000, many)])).toBe(held),
);
