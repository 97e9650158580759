import fc from 'fast-check';
import { NumberReader, NumberWriter } from './number-stream';

function throughStream(values: readonly number[]) {
  const writer = new NumberWriter();
  for (const value of values) writer.add(value);
  const reader = new NumberReader(writer.text());
  const read: number[] = [];
  while (!reader.isAtEnd) read.push(reader.next());
  return read;
}

test('any numbers come back as they were', () => {
  const value = fc.oneof(
    fc.nat(),
    fc.double().map((double) => double + 0),
    fc.maxSafeInteger(),
    fc.constantFrom(0, 63, 64, 2 ** 34 - 1, 2 ** 34),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 2_000 }), (values) =>
      expect(throughStream(values)).toEqual(values),
    ),
  );
});

test('a small count takes one byte', () => {
  const writer = new NumberWriter();
  for (let count = 0; count < 63; count++) writer.add(count);
  expect(Buffer.from(writer.text(), 'base64')).toHaveLength(63);
});
