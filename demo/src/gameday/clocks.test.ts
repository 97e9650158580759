import { clocksOf, nextTick } from './clocks';

const at = (seconds: number): number => seconds * 1000;

test.each([
  [100, 100],
  [101, 115],
  [129, 130],
  [90, 100],
])('what happens every 15 s and did at 100 happens next, from %d on, at %d', (from, next) => {
  expect(nextTick({ lastAt: at(100), everySeconds: 15 }, at(from))).toBe(at(next));
});

test('an evaluation sees the newest scrape before it', () => {
  const scrape = { lastAt: at(98), everySeconds: 15 };
  const evaluation = { lastAt: at(100), everySeconds: 30 };
  expect(clocksOf(scrape, evaluation, at(110))).toEqual({ nextEvaluationSeconds: 20, scrapeAgeSeconds: 2 });
  expect(clocksOf(scrape, { ...evaluation, lastAt: at(98) }, at(110))).toEqual({
    nextEvaluationSeconds: 18,
    scrapeAgeSeconds: 0,
  });
});
