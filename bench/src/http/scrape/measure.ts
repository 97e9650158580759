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

/** How turns of the event loop are noticed. */
export const TURNS = {
  /** Each of them, which keeps a processor busy. */
  all: (note: () => void) => {
    const turn = () => {
      note();
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    return () => clearImmediate(next);
  },
  /** What other processes need the processor for goes on: blocks look longer than they are by up to a millisecond. */
  eachMillisecond: (note: () => void) => {
    const timer = setInterval(note, 1);
    return () => clearInterval(timer);
  },
} as const satisfies Readonly<Record<string, (note: () => void) => () => void>>;

export async function measure<T>(
  work: () => Promise<T>,
  turns: (typeof TURNS)[keyof typeof TURNS] = TURNS.all,
): Promise<Measured<T>> {
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
  const stop = turns(note);
  await nextTurn();
  [longestBlock, mostCpu] = [0, 0];
  begin();
  const startedAt = performance.now();
  const result = await work();
  const milliseconds = performance.now() - startedAt;
  note();
  stop();
  return { result, milliseconds, longestBlock, mostCpu };
}

/** Of all threads: V8's collect garbage and compile beside the turn, and are counted as if in it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
