import type { RecordedRates } from './foresee';
import { recentRate } from './recent-rate';

const recorded = (...total: number[]): RecordedRates => ({
  stepSeconds: 30,
  total: Float64Array.from(total),
  errors: new Float64Array(total.length),
});

test('the traffic to come is that of the four newest records', () => {
  expect(recentRate(recorded(10, 10, 4, 4, 4, 4))).toBe(4);
  expect(recentRate(recorded(10, 10, 6, 6, NaN, NaN))).toBe(8);
});

test('none where nothing was recorded', () => {
  expect(recentRate(recorded(NaN, NaN))).toBe(0);
});
