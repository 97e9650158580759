import { secondsUntilAlert, secondsUntilOver, type RecordedRates } from './foresee';
import { workbookPairs, type BurnRatePair } from './pairs';

const STEP = 30;
const rules = { objective: 0.999, minimumErrors: 10, riseSeconds: 45 };
const pairNamed = (name: string): BurnRatePair =>
  workbookPairs.find((pair) => pair.name === name) as BurnRatePair;
const recorded = (
  seconds: number,
  at: (secondsAgo: number) => { bad: number; all: number },
): RecordedRates => {
  const moments = Array.from({ length: seconds / STEP }, (_none, index) => at(seconds - (index + 1) * STEP));
  return {
    stepSeconds: STEP,
    errors: Float64Array.from(moments, ({ bad }) => bad),
    total: Float64Array.from(moments, ({ all }) => all),
  };
};
const even = (seconds: number, all = 10) => recorded(seconds, () => ({ bad: 0, all }));
const THREE_DAYS = 3 * 86_400;

describe('secondsUntilAlert', () => {
  it.each([
    ['1h-5m', 1, 51.8],
    ['1h-5m', 0.1, 518],
    ['6h-30m', 0.5, 259],
    ['1d-2h', 0.1, 2592],
    ['3d-6h', 0.1, 2592],
  ])(
    'takes the time of the workbook and the rise of the base record: %s at %d',
    (name, errorShare, workbook) => {
      const seconds = secondsUntilAlert(
        pairNamed(name),
        even(THREE_DAYS),
        { errorShare, eventsPerSecond: 10 },
        rules,
      );
      expect(seconds).toBeGreaterThanOrEqual(workbook);
      expect(seconds).toBeLessThanOrEqual(workbook + rules.riseSeconds / 2 + STEP);
    },
  );

  it('never comes when the errors stay within what the pair allows', () => {
    const fault = { errorShare: 0.014, eventsPerSecond: 10 };
    expect(secondsUntilAlert(pairNamed('1h-5m'), even(THREE_DAYS), fault, rules)).toBe(Infinity);
  });

  it('comes sooner where the hour before had less traffic, and where it had errors', () => {
    const pair = pairNamed('1h-5m');
    const fault = { errorShare: 0.1, eventsPerSecond: 10 };
    const usual = secondsUntilAlert(pair, even(THREE_DAYS), fault, rules);
    const quiet = recorded(THREE_DAYS, () => ({ bad: 0, all: 1 }));
    const failing = recorded(THREE_DAYS, (ago) => ({ bad: ago < 1800 ? 0.1 : 0, all: 10 }));
    expect(secondsUntilAlert(pair, quiet, fault, rules)).toBeLessThan(usual / 2);
    expect(secondsUntilAlert(pair, failing, fault, rules)).toBeLessThan(usual);
  });

  it('waits for the least number of errors', () => {
    const fault = { errorShare: 1, eventsPerSecond: 1 / 60 };
    const seconds = secondsUntilAlert(pairNamed('1h-5m'), even(THREE_DAYS, 1 / 60), fault, rules);
    expect(seconds).toBeGreaterThanOrEqual(10 * 60);
  });

  it('takes what was not recorded for no traffic', () => {
    const gap = recorded(THREE_DAYS, (ago) => (ago < 600 ? { bad: NaN, all: NaN } : { bad: 0, all: 10 }));
    const fault = { errorShare: 1, eventsPerSecond: 10 };
    const seconds = secondsUntilAlert(pairNamed('1h-5m'), gap, fault, rules);
    expect(Number.isFinite(seconds)).toBe(true);
  });
});

test('what Prometheus sees late alerts late: an evaluation that comes later, a scrape that is older', () => {
  const at = (nextEvaluationSeconds: number, scrapeAgeSeconds: number): number =>
    secondsUntilAlert(pairNamed('1h-5m'), even(THREE_DAYS), { errorShare: 1, eventsPerSecond: 10 }, rules, {
      nextEvaluationSeconds,
      scrapeAgeSeconds,
    });
  expect(at(10, 0) % STEP).toBe(10);
  expect(at(10, 14)).toBeGreaterThan(at(10, 0));
});

describe('secondsUntilOver', () => {
  const clocks = { nextEvaluationSeconds: STEP, scrapeAgeSeconds: 0 };

  it('is when the short window has forgotten the fault, which the base record does a little later', () => {
    const outage = recorded(THREE_DAYS, (ago) => ({ bad: ago < 300 ? 10 : 0, all: 10 }));
    const seconds = secondsUntilOver(pairNamed('1h-5m'), outage, 10, rules, clocks);
    // 1.44 % of five minutes may have failed.
    expect(seconds).toBeGreaterThanOrEqual(300 * (1 - 0.0144));
    expect(seconds).toBeLessThanOrEqual(300 + rules.riseSeconds + STEP);
  });

  it('is the next evaluation where nothing burns', () => {
    expect(secondsUntilOver(pairNamed('1h-5m'), even(THREE_DAYS), 10, rules, clocks)).toBe(STEP);
  });
});
