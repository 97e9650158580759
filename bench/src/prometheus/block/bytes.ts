/** An unsigned variable-length integer, seven bits a byte, as Go's `encoding/binary` writes it. Up to 2^53. */
export function uvarint(value: number): number[] {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

/** A signed variable-length integer: the sign in the lowest bit. */
export const varint = (value: number): number[] => uvarint(value < 0 ? -2 * value - 1 : 2 * value);

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** A text with its length in front. */
export const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from(uvarint(bytes.length)), bytes]);
};
