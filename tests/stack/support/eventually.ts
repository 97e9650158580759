import { setTimeout as sleep } from 'node:timers/promises';

export interface EventuallyOptions {
  /** The longest wait, in seconds. */
  within: number;
  /** Pause between two tries, in seconds. */
  every?: number;
}

/**
 * Tries `attempt` until it stops throwing and gives its value.
 * Fails after `within` seconds with the last try's own error, so that the message says what was still wrong.
 */
export async function eventually<T>(
  attempt: () => Promise<T>,
  { within, every = 1 }: EventuallyOptions,
): Promise<T> {
  const deadline = Date.now() + within * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await sleep(every * 1000);
    }
  }
}
