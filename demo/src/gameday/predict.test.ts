import { predict, predictSecondsToReset, type PredictionInput } from './predict';

const longRunning: PredictionInput = {
  objective: 0.999,
  errorShare: 1,
  historySeconds: Infinity,
  scrapeIntervalSeconds: 15,
  evaluationIntervalSeconds: 30,
  groupWaitSeconds: 10,
};
const conditionsAt = (errorShare: number): number[] =>
  predict({ ...longRunning, errorShare }).pairs.map(({ secondsToCondition }) =>
    Math.round(secondsToCondition),
  );

describe('prediction, 99.9 % objective', () => {
  // The SRE workbook's detection times, in seconds, for the pairs 1h-5m, 6h-30m, 1d-2h, 3d-6h.
  test.each([
    [1, [52, 130, 259, 259]],
    [0.5, [104, 259, 518, 518]],
    [0.1, [518, 1296, 2592, 2592]],
    [0.05, [1037, 2592, 5184, 5184]],
    [0.02, [2592, 6480, 12960, 12960]],
  ])('an error share of %d meets the conditions after %j s', (errorShare, expected) => {
    expect(conditionsAt(errorShare)).toEqual(expected);
  });

  test('below a threshold the pair never fires, above the next it still does', () => {
    const [fast, slow, ...tickets] = predict({ ...longRunning, errorShare: 0.007 }).pairs;
    expect(fast?.secondsToCondition).toBe(Infinity);
    expect(slow?.secondsToCondition).toBeCloseTo(18514.3, 1);
    expect(tickets.every(({ secondsToCondition }) => Number.isFinite(secondsToCondition))).toBe(true);
    expect(predict({ ...longRunning, errorShare: 0.005 }).secondsToPage).toBe(Infinity);
  });

  test('the page adds one scrape, one evaluation and the group wait', () => {
    const { secondsToPage, pipelineSeconds } = predict(longRunning);
    expect(pipelineSeconds).toBe(55);
    expect(secondsToPage).toBeCloseTo(51.84 + 55, 10);
  });

  test('a young stack alerts sooner, and no later than one whose windows are full', () => {
    const after = (historySeconds: number): number =>
      predict({ ...longRunning, historySeconds }).pairs[0]?.secondsToCondition ?? NaN;
    // 120 s of clean traffic: 1.44 % of (120 + t) have failed at t = 1.753 s.
    expect(after(120)).toBeCloseTo((120 * 0.0144) / (1 - 0.0144), 10);
    expect(after(0)).toBe(0);
    expect(after(3600)).toBeCloseTo(51.84, 10);
    expect(after(7200)).toBe(after(Infinity));
  });

  test('matches a request-by-request count at every age of the stack', () => {
    for (const historySeconds of [30, 300, 1800, 3580, 5000]) {
      for (const errorShare of [1, 0.3, 0.05]) {
        const [pair] = predict({ ...longRunning, historySeconds, errorShare }).pairs;
        expect(pair?.secondsToCondition).toBeCloseTo(countedSeconds(historySeconds, errorShare), 0);
      }
    }
  });
});

/** The first second at which both windows of 1h-5m are over 1.44 %, counted and not solved. */
function countedSeconds(historySeconds: number, errorShare: number): number {
  const step = 0.05;
  const isOver = (windowSeconds: number, at: number): boolean =>
    (errorShare * Math.min(at, windowSeconds)) / Math.min(windowSeconds, historySeconds + at) > 0.0144;
  for (let at = step; at < 10_000; at += step) if (isOver(3600, at) && isOver(300, at)) return at;
  return Infinity;
}

describe('reset', () => {
  // slo.md, section 5.1: minutes from the end of a fault that paged until the page resolves.
  test.each([
    [1, 4.9],
    [0.2, 4.6],
    [0.1, 4.3],
    [0.05, 3.6],
    [0.02, 1.4],
  ])('the short window forgets an error share of %d in %d min', (errorShare, minutes) => {
    const fast = { ...longRunning, errorShare, pairs: predict(longRunning).pairs.slice(0, 1) };
    expect(predictSecondsToReset(fast, 3600) / 60).toBeCloseTo(minutes, 1);
  });

  test('a fault that was too short to page has nothing to reset', () => {
    expect(predictSecondsToReset(longRunning, 5)).toBe(0);
  });

  test('a short fault on a full window resets when the window has passed it', () => {
    const reset = predictSecondsToReset(longRunning, 60);
    expect(reset).toBeCloseTo(300 - 4.32, 2);
  });
});

test.each([
  ['objective', 1],
  ['errorShare', 1.2],
  ['historySeconds', -1],
  ['scrapeIntervalSeconds', 0],
])('%s = %d is refused by name', (field, value) => {
  const refused = expect.objectContaining({
    code: 'PREDICTION_INPUT',
    message: expect.stringContaining(`${field} = ${value}`) as string,
  }) as Error;
  expect(() => predict({ ...longRunning, [field]: value })).toThrow(refused);
});
