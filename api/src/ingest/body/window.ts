/** Largest window that a decoder is given, as a power of two: 4 MiB. It is what brotli's and zstd's libraries use. */
export const maxWindowBits = 22;

/** RFC 7932, 9.1: how the first bits name a window; `[mask, bits, window]`. */
const smallest = 10;
const codes: readonly (readonly [mask: number, code: number, bits: number])[] = [
  [0b1, 0b0, 16],
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => [0b1111, (n << 1) | 1, 17 + n] as const),
  [0b1111111, 0b0000001, 17],
  ...[2, 3, 4, 5, 6, 7].map((n) => [0b1111111, (n << 4) | 1, 8 + n] as const),
];

/**
 * The window that a brotli stream asks for, as a power of two. The format of RFC 7932 ends at 24; a stream of the
 * "large window" extension, which begins with a code that the RFC forbids, is `Infinity`.
 */
export function brotliWindowBits(stream: Buffer): number {
  const [first] = stream;
  if (first === undefined) return smallest;
  return codes.find(([mask, code]) => (first & mask) === code)?.[2] ?? Infinity;
}
