import { startAlone } from '@express-slo-stack/stack';
import { setTimeout as sleep } from 'node:timers/promises';

/** Prometheus or Alertmanager as it runs. */
export interface RunningProgram {
  readonly url: string;
  /** Waits until a condition holds; throws after half a minute. */
  readonly until: (condition: () => Promise<boolean>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a program in a folder of its own, and waits until it says that it is ready. */
export async function startProgram(
  name: 'prometheus' | 'alertmanager',
  argumentsFor: (place: { readonly folder: string; readonly address: string }) => readonly string[],
): Promise<RunningProgram> {
  const program = await startAlone(name, { prepare: (place) => Promise.resolve(argumentsFor(place)) });
  return {
    ...program,
    async until(condition) {
      for (let attempt = 0; attempt < 600; attempt += 1) {
        if (await condition()) return;
        await sleep(50);
      }
      throw new Error(`${name} did not get there within 30 s`);
    },
  };
}
