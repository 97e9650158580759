import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long something took, and the longest that other work had to wait meanwhile, in milliseconds. */
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

/** More than any cache holds. */
const other = new Float64Array(8 * 1024 * 1024);

/** Does what an application does between two scrapes: uses other memory, until what a scrape reads is in no cache. */
export function workOnOtherMemory(): void {
  for (let index = 0; index < other.length; index += 8) (other[index] as number)++;
}
