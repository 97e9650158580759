import { axisNumber, axisTime, duration, factor, objectiveText, percent, timeOf } from './format';

const withPlainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0 s'],
  [89.4, '89 s'],
  [89.6, '1 min 30 s'],
  [120, '2 min'],
  [5399, '89 min 59 s'],
  [5400, '1.5 h'],
])('%d seconds', (seconds, text) => {
  expect(withPlainSpaces(duration(seconds))).toBe(text);
});

test('a number and its unit are not torn apart at the end of a line', () => {
  for (const text of [duration(150), percent(0.5), objectiveText(0.99)]) expect(text).not.toContain(' ');
});

test.each([
  [0.999, '99.9 %'],
  [0.99, '99 %'],
  [0.99995, '99.995 %'],
])('an objective of %d', (objective, text) => {
  expect(withPlainSpaces(objectiveText(objective))).toBe(text);
});

test.each([
  [0.123, '0.12'],
  [9.999, '10.00'],
  [14.44, '14.4'],
  [123.4, '123'],
])('a factor of %d', (value, text) => {
  expect(factor(value)).toBe(text);
});

test.each([
  [0, '0'],
  [0.5, '0.5'],
  [20, '20'],
  [0.30000000000000004, '0.3'],
])('%d on an axis', (value, text) => {
  expect(axisNumber(value)).toBe(text);
});

describe('times, in the zone of whoever looks', () => {
  const at = new Date(2026, 10, 7, 0, 5, 9);
  const seconds = at.getTime() / 1000;

  test('midnight is hour 00', () => {
    expect(timeOf(at.toISOString())).toBe('00:05:09');
    expect(axisTime(seconds, 3600)).toBe('00:05');
  });

  test('an axis of several days names the day', () => {
    expect(axisTime(seconds, 30 * 86_400)).toMatch(/^(Nov 7|7 Nov)$/);
  });
});
