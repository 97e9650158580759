import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from './errors';

/** Something that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

export interface RunOptions {
  start: () => Promise<Stoppable>;
  /** Longest time from the signal to the end of the process. Seconds. */
  shutdownTimeoutSeconds: number;
}

const signals = ['SIGTERM', 'SIGINT'] as const;

const nextSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal));
  });

/** The message of an error that has one for people, else the error with its stack. */
export const explain = (error: unknown): string => {
  if (error instanceof ApiError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/**
 * Runs a service as this process: starts it, and at SIGTERM or SIGINT stops it and ends with code 0; with 1 when
 * it does not start, or has not stopped in time. A second signal ends it at once.
 */
export async function runUntilSignal({ start, shutdownTimeoutSeconds }: RunOptions): Promise<void> {
  const signalled = nextSignal();
  try {
    const running = await start();
    await signalled;
    for (const signal of signals) process.once(signal, () => process.exit(1));
    const tooLate = sleep(shutdownTimeoutSeconds * 1000, 'too late', { ref: false });
    if ((await Promise.race([running.stop(), tooLate])) === 'too late') {
      throw new Error(`not stopped within ${shutdownTimeoutSeconds} s; ending without draining`);
    }
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}
