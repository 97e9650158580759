import { decimal } from '../decimal';
import { sampleSlo } from '../slo.test.support';
import { planWindows } from '../windows/plan';
import { predict } from './predict';

const options = { scrapeSeconds: 15 };
const at = (errors: number, slo = sampleSlo()) => predict(planWindows(slo, options), slo, errors, options);
const workbook = (errors: number) =>
  Object.fromEntries(at(errors).map(({ pair, workbookSeconds }) => [pair, Math.round(workbookSeconds)]));

/** Seconds to detect of the SRE workbook's alerts, for 99.9 %. */
it.each([
  [1, { '1h-5m': 52, '6h-30m': 130, '1d-2h': 259, '3d-6h': 259 }],
  [0.5, { '1h-5m': 104, '6h-30m': 259, '1d-2h': 518, '3d-6h': 518 }],
  [0.1, { '1h-5m': 518, '6h-30m': 1_296, '1d-2h': 2_592, '3d-6h': 2_592 }],
  [0.05, { '1h-5m': 1_037, '6h-30m': 2_592, '1d-2h': 5_184, '3d-6h': 5_184 }],
  [0.02, { '1h-5m': 2_592, '6h-30m': 6_480, '1d-2h': 12_960, '3d-6h': 12_960 }],
  [0.01, { '6h-30m': 12_960, '1d-2h': 25_920, '3d-6h': 25_920 }],
  [0.002, { '3d-6h': 129_600 }],
  [0.001, {}],
])('knows the workbook: %d', (errors, seconds) => expect(workbook(errors)).toEqual(seconds));

it('adds what the rules need to see it: the base window, a scrape, an evaluation', () => {
  for (const { workbookSeconds, earliestSeconds, seconds, latestSeconds } of at(1)) {
    expect(earliestSeconds).toBeGreaterThanOrEqual(workbookSeconds);
    expect(seconds).toBeGreaterThan(earliestSeconds);
    expect(latestSeconds).toBeGreaterThan(seconds);
    expect(seconds - workbookSeconds).toBeLessThan(60);
  }
});

it("spends the pair's share of the budget, and a little more", () => {
  const [page] = at(0.1);
  expect(page?.budgetSpent).toBeCloseTo(0.02, 2);
  expect(page?.budgetSpent).toBeGreaterThan(0.02);
});

it('sees time slices as wholly bad above their target, and not at all below', () => {
  const budgeting = { method: 'timeslices', target: decimal('0.95'), sliceSeconds: 300 } as const;
  const slo = sampleSlo({ budgeting });
  expect(at(0.04, slo)).toEqual([]);
  expect(at(0.1, slo)[0]?.workbookSeconds).toBeCloseTo(150 + 51.84);
});
