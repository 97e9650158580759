import { uint32 } from './bytes';

const polynomial = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  return rest;
});

/** CRC-32 by Castagnoli's polynomial, which guards every part of a block; Node's own is another CRC-32. */
export function crc32c(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return ~rest >>> 0;
}

/** Bytes with their checksum behind. */
export const guarded = (content: Buffer): Buffer => Buffer.concat([content, uint32(crc32c(content))]);
