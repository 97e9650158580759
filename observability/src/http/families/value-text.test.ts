import fc from 'fast-check';
import { overwrite, valueText } from './value-text';

const PLACE = 3;
const UNTOUCHED = '#';

/** A line with room for `length` characters, what is said of writing there, and what stands there then. */
function written(length: number, value: number) {
  const bytes = Buffer.alloc(PLACE + length + PLACE, UNTOUCHED);
  const fits = overwrite(bytes, PLACE, length, value);
  expect(bytes.subarray(0, PLACE).toString() + bytes.subarray(PLACE + length).toString()).toBe('######');
  return { fits, text: bytes.subarray(PLACE, PLACE + length).toString() };
}

/** Every order of magnitude as likely as every other, to the largest length that a header may announce. */
const value = fc
  .tuple(fc.integer({ min: 0, max: 64 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([power, part]) => 2 ** power * part);

test('a number is written over an old one as it is, or is said not to fit', () => {
  fc.assert(
    fc.property(value, fc.boolean(), fc.integer({ min: 1, max: 24 }), (some, whole, length) => {
      const number = whole ? Math.round(some) : some;
      const expected = valueText(number);
      const { fits, text } = written(length, number);
      expect(fits).toBe(expected.length === length);
      if (fits) expect(text).toBe(expected);
    }),
    { numRuns: 10_000 },
  );
});

test.each([30_000_000_000, 2 ** 31, 2 ** 32, 2 ** 32 + 7, 2 ** 53, 2 ** 64])(
  '%d fits into none of the short places',
  (number) => {
    for (let length = 1; length <= 9; length++) expect(written(length, number).fits).toBe(false);
  },
);

test.each([0, 9, 10, 99, 999_999_999])('%d fits into a place of its own length only', (number) => {
  for (let length = 1; length <= 10; length++) {
    const { fits, text } = written(length, number);
    expect(fits ? text : undefined).toBe(length === String(number).length ? String(number) : undefined);
  }
});
