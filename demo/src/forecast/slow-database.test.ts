import { lateIngestion, lateReading } from './slow-database';

test.each([
  [50, 0],
  [62, 0],
  [63, 0.25],
  [100, 0.69],
  [125, 0.84],
  [249, 0.84],
  [250, 1],
])('a statement that takes %d ms longer makes %d of the readers’ answers late', (ms, share) => {
  expect(lateReading(ms)).toBeCloseTo(share, 9);
});

test('an event is one statement', () => {
  expect([249, 250].map(lateIngestion)).toEqual([0, 1]);
});
