import { score } from './score.test.support';
import { textOf } from './table';

test('a line for each score, and what was missed below', () => {
  const [titles, good, bad, , missed] = textOf([
    score,
    { ...score, scenario: 'dead-api', measuredSecondsToPage: null, misses: ['no page came'] },
  ]).split('\n');
  expect(titles).toMatch(/^scenario +page predicted +measured/);
  expect(good).toMatch(/^outage +100 +130 +300 +29[01] +1 +0 +0 +250\.0 +151 +10000 +0 +0 +0 +ok$/);
  expect(bad).toMatch(/^dead-api +100 +- .*MISSED$/);
  expect(missed).toBe('dead-api: no page came');
});
