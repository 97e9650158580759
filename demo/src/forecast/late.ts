/** Above this an answer is late: the objectives in observability/slos. */
export const LATE_MS = 250;

/** The share of waits, evenly spread over `ms` give or take `jitter`, that alone make an answer late. */
export function lateShare(ms: number, jitter: number): number {
  if (jitter === 0) return ms >= LATE_MS ? 1 : 0;
  return Math.min(1, Math.max(0, (ms + jitter - LATE_MS) / (2 * jitter)));
}
