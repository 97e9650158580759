import { promDuration, promSeconds } from './duration';

it.each([
  [60, '1m'],
  [5_400, '1h30m'],
  [2_592_000, '30d'],
  [604_800, '7d'],
  [93_784, '1d2h3m4s'],
])('%d seconds are %s, and back', (seconds, text) => {
  expect(promDuration(seconds)).toBe(text);
  expect(promSeconds(text)).toBe(seconds);
});

it('reads weeks, years, milliseconds and bare seconds', () => {
  expect(['1w', '1y', '1500ms', '300', '0.5'].map(promSeconds)).toEqual([604_800, 31_536_000, 1.5, 300, 0.5]);
  expect(['5', 'm5', '5 m', '5minutes', ''].map(promSeconds)).toEqual([
    5,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it.each([0, -1, 1.5, NaN])('%d is no duration', (seconds) =>
  expect(() => promDuration(seconds)).toThrow(RangeError),
);
