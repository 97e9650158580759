import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long something took, and how long other work of the process had to wait meanwhile, in milliseconds. */
export interface Measured<T> {
  readonly result: T;
  readonly milliseconds: number;
  /** The longest turn of the event loop. */
  readonly longestBlock: number;
  /** The most CPU time of a turn: on a busy machine, what it would have taken on another. */
  readonly mostCpu: number;
}

export async function measure<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let longestBlock = 0;
  let mostCpu = 0;
  let turnedAt = 0;
  let cpuAt = 0;
  const begin = () => {
    turnedAt = performance.now();
    cpuAt = cpuTime();
  };
  const note = () => {
    longestBlock = Math.max(longestBlock, performance.now() - turnedAt);
    mostCpu = Math.max(mostCpu, cpuTime() - cpuAt);
    begin();
  };
  const turn = () => {
    note();
    timer = setImmediate(turn);
  };
  begin();
  let timer = setImmediate(turn);
  await nextTurn();
  [longestBlock, mostCpu] = [0, 0];
  begin();
  const startedAt = performance.now();
  const result = await work();
  const milliseconds = performance.now() - startedAt;
  note();
  clearImmediate(timer);
  return { result, milliseconds, longestBlock, mostCpu };
}

/** Of all threads: V8's collect garbage and compile beside the turn, and are counted as if in it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
