import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long something took, and the longest that other work of the process had to wait meanwhile, in milliseconds. */
export interface Measured<T> {
  readonly result: T;
  readonly milliseconds: number;
  readonly longestBlock: number;
}

export async function measure<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let longestBlock = 0;
  let turnedAt = 0;
  const note = () => {
    const now = performance.now();
    longestBlock = Math.max(longestBlock, now - turnedAt);
    turnedAt = now;
  };
  const turn = () => {
    note();
    timer = setImmediate(turn);
  };
  let timer = setImmediate(turn);
  await nextTurn();
  const startedAt = (turnedAt = performance.now());
  longestBlock = 0;
  const result = await work();
  const milliseconds = performance.now() - startedAt;
  note();
  clearImmediate(timer);
  return { result, milliseconds, longestBlock };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
