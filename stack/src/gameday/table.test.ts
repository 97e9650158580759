import { score } from './score.test.support';
import { textOf } from './table';

test('a line for each score, and what was missed below', () => {
  const text = textOf(
    [score, { ...score, scenario: 'dead-api', measuredSecondsToPage: null, misses: ['no page came'] }],
    [{ scenario: 'no-traffic', reason: 'not steady' }],
  );
  const [[titles, good, bad] = [], [, cost, slow] = [], [missed] = [], [notPlayed] = []] = text
    .split('\n\n')
    .map((part) => part.split('\n'));
  expect(titles).toMatch(/^scenario +limits +page predicted +measured/);
  expect(good).toMatch(/^outage +ok +100 +130 +300 +29[01] +1 +0 +0 +10000 +0 +0 +12 +0 +0$/);
  expect(bad).toMatch(/^dead-api +MISSED +100 +- /);
  expect(cost).toMatch(/^outage +ingest-availability +1\.30 % +250\.0 +150 +151 +0\.99 % +1 %$/);
  expect(slow).toMatch(/^outage +api-latency .* 9\.0 +9 +300 +2\.91 % +-$/);
  expect(missed).toBe('dead-api: no page came');
  expect(notPlayed).toBe('no-traffic was NOT PLAYED: not steady');
});
