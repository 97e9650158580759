import { brokenPromises } from './judge';
import { earlyAndLate } from './run-flood';

const good = {
  name: '',
  answers: {},
  others: { 200: 5 },
  restarts: 0,
  peak: 400,
  early: 200,
  late: 210,
};

it('finds nothing wrong with a flood that is withstood', () => {
  expect(brokenPromises(good, 512)).toEqual([]);
});

it.each([
  [{ restarts: 1 }, 'restarted 1 times'],
  [{ peak: 420 }, 'above 80 %'],
  [{ late: 221 }, 'grew'],
  [{ others: { 200: 5, 503: 1 } }, 'answered 503, 1 times'],
  [{ others: {} }, 'none of another'],
])('%j is a broken promise', (change, words) => {
  const [broken, ...rest] = brokenPromises({ ...good, ...change }, 512);
  expect(broken).toContain(words);
  expect(rest).toEqual([]);
});

it('compares the least, so that garbage after some rounds is no growth, and growth in all is', () => {
  expect(earlyAndLate([90, 110, 170, 112, 114, 150, 115, 113, 116, 180])).toEqual({
    early: 110,
    late: 113,
  });
  expect(earlyAndLate([90, 110, 120, 130, 140, 150, 160, 170, 180, 190])).toEqual({ early: 110, late: 160 });
  expect(earlyAndLate([90])).toEqual({ early: 90, late: 90 });
});
