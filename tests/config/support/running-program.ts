import { startAlone } from '@express-slo-stack/stack';
import { setTimeout as sleep } from 'node:timers/promises';

/** Prometheus or Alertmanager as it runs. */
export interface RunningProgram {
  readonly url: string;
  /** Waits until a condition holds; throws after half a minute. */
  readonly until: (condition: () => Promise<boolean>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a program in a folder of its own, this machine's unless `path` names one, and waits until it is ready. */
export async function startProgram(
  name: 'prometheus' | 'alertmanager',
  argumentsFor: (place: { readonly folder: string; readonly address: string }) => readonly string[],
  path?: string,
): Promise<RunningProgram> {
  const program = await startAlone(name, {
    ...(path === undefined ? {} : { program: path }),
    prepare: (place) => Promise.resolve(argumentsFor(place)),
  });
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
