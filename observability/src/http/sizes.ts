/** The largest power of two that body sizes are told apart by: 2^29 bytes. */
const HIGHEST_POWER = 29;

/** Upper bounds of body sizes in bytes: 0, then every power of two from 2^0 to 2^29, as django-prometheus has them. */
export const SIZE_BOUNDS: readonly number[] = [
  0,
  ...Array.from({ length: HIGHEST_POWER + 1 }, (_none, power) => 2 ** power),
];

/** OpenTelemetry advises no bounds for body sizes: every fourth power is told apart, which keeps the series few. */
export const COARSE_SIZE_BOUNDS: readonly number[] = SIZE_BOUNDS.filter(
  (bound) => bound === 0 || Math.log2(bound) % 4 === 0,
);

/** The bucket of {@link SIZE_BOUNDS} that a size falls into; one past the last for what is larger. */
export function sizeBucket(bytes: number): number {
  if (bytes <= 0) return 0;
  if (bytes > 2 ** HIGHEST_POWER) return SIZE_BOUNDS.length;
  return 33 - Math.clz32(bytes - 1);
}
