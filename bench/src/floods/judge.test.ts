import { brokenPromises } from './judge';

const good = {
  name: '',
  answers: {},
  others: { 200: 5 },
  restarts: 0,
  peak: 400,
  afterTwo: 200,
  afterAll: 210,
};

it('finds nothing wrong with a flood that is withstood', () => {
  expect(brokenPromises(good, 512)).toEqual([]);
});

it.each([
  [{ restarts: 1 }, 'restarted 1 times'],
  [{ peak: 420 }, 'above 80 %'],
  [{ afterAll: 221 }, 'grew'],
  [{ others: { 200: 5, 503: 1 } }, 'answered 503, 1 times'],
  [{ others: {} }, 'none of another'],
])('%j is a broken promise', (change, words) => {
  const [broken, ...rest] = brokenPromises({ ...good, ...change }, 512);
  expect(broken).toContain(words);
  expect(rest).toEqual([]);
});
