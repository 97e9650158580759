import { type RecordedRates, targetDownAt } from '@express-slo-stack/demo';
import { burnPageOverAt, secondsToBurnPage, targetUpAt } from './forecast';

const STEP = 30;
const recorded = (badSeconds: number, rate = 10): RecordedRates => {
  const entries = 3 * 24 * 120;
  return {
    stepSeconds: STEP,
    total: new Float64Array(entries).fill(rate),
    errors: new Float64Array(entries).fill(0).fill(rate, entries - badSeconds / STEP),
  };
};
const clocks = { nextEvaluationSeconds: 10, scrapeAgeSeconds: 5 };
const prometheus = {
  scrape: { lastAt: 2_000, everySeconds: 15 },
  evaluations: new Map([['targets', { lastAt: 7_000, everySeconds: 15 }]]),
};

test('a burn page is delivered a group wait after the evaluation that sees enough', () => {
  // 51.8 s of a full hour are bad at the fourth evaluation: the rise takes 45 s, the scrape is 5 s old.
  expect(secondsToBurnPage(recorded(0), 1, 0.999, clocks)).toBe(70 + 10);
});

test('no burn page below the thresholds', () => {
  expect(secondsToBurnPage(recorded(0), 0.005, 0.999, clocks)).toBe(Infinity);
});

test('the end of a burn page is told at the next group interval', () => {
  const traffic = { objective: 0.999, eventsPerSecond: 10 };
  const over = burnPageOverAt('1h-5m', recorded(120), traffic, clocks, { now: 500_000, pagedAt: 490_000 });
  expect((over - 490_000) % 60_000).toBe(0);
  expect(over).toBeGreaterThan(500_000 + 300_000);
  expect(over).toBeLessThan(500_000 + 300_000 + 120_000);
});

test('TargetDown takes the next scrape, the evaluation after it, a minute, and the group wait', () => {
  expect(targetDownAt(prometheus, 3_000)).toBe(22_000 + 70_000);
  expect(targetUpAt(prometheus, 100_000, 92_000)).toBe(152_000);
});
