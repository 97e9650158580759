import { uvarint, varint } from './bytes';
import { crc32c } from './checksum';

it.each([
  [0, [0]],
  [127, [0x7f]],
  [128, [0x80, 0x01]],
  [300, [0xac, 0x02]],
  [2 ** 40, [0x80, 0x80, 0x80, 0x80, 0x80, 0x20]],
])('writes %d in groups of seven bits', (value, bytes) => expect(uvarint(value)).toEqual(bytes));

it('keeps the sign in the lowest bit', () => expect([-1, 1, -65].map(varint)).toEqual([[1], [2], [0x81, 1]]));

it("agrees with the polynomial's published check value", () =>
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283));
