import { digestOf, findByDigest } from './secrets';

const tokens = ['first', 'second', 'third'].map((name) => ({ name, digest: digestOf(`token of ${name}`) }));
const find = (secret: string) => findByDigest(secret, tokens, ({ digest }) => digest)?.name;

test('finds the candidate with the digest of the secret, also among equals', () => {
  expect(find('token of second')).toBe('second');
  expect(find('token of Second')).toBeUndefined();
  expect(find('')).toBeUndefined();
});

test('a stored digest of another length is no match and no error', () => {
  expect(findByDigest('x', [Buffer.from('short')], (digest) => digest)).toBeUndefined();
});

test('compares every candidate, whichever it is', () => {
  let compared = 0;
  const count = (candidate: (typeof tokens)[number]) => {
    compared++;
    return candidate.digest;
  };
  findByDigest('token of first', tokens, count);
  expect(compared).toBe(tokens.length);
});
