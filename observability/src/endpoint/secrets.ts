import { createHash, timingSafeEqual } from 'node:crypto';

/** The SHA-256 digest of a secret: what to store and compare. Enough for random tokens of 128 bits or more. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

/**
 * The first of `candidates` whose digest is the digest of `secret`. Every candidate is compared, in constant time, so
 * that the time taken does not say which one it is or how much of it was right.
 */
export function findByDigest<T>(
  secret: string,
  candidates: Iterable<T>,
  digest: (candidate: T) => Buffer,
): T | undefined {
  const wanted = digestOf(secret);
  let found: T | undefined;
  for (const candidate of candidates) {
    const stored = digest(candidate);
    const same = stored.length === wanted.length && timingSafeEqual(stored, wanted);
    if (same) found ??= candidate;
  }
  return found;
}
