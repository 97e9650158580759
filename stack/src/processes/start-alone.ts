import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, localUrl, portWasTaken } from '../ports';
import { resolveProgram } from '../programs/resolve';
import { owe } from '../reaper';
import { Child } from './child';
import { inherited } from './commands';

/** Where a program that runs alone finds its files and listens. */
export interface LonePlace {
  /** A folder of its own, which goes when it stops. */
  readonly folder: string;
  /** Host and port. */
  readonly address: string;
}

export interface LoneProgram {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface LoneOptions {
  /** The program's file; by default the one that the stack would take. */
  readonly program?: string;
  /** Writes what the program reads, and gives its arguments. */
  readonly prepare: (place: LonePlace) => Promise<readonly string[]>;
}

const attempts = 3;

/**
 * Starts Prometheus or Alertmanager without the rest of the stack, on any free port of the loopback, and waits until it
 * is ready. If this process ends without calling `stop`, even by SIGKILL, it is stopped all the same.
 * Throws StackError: PROGRAM_MISSING, COMPONENT_EXITED, COMPONENT_NOT_READY; and what `prepare` throws.
 */
export async function startAlone(
  name: 'prometheus' | 'alertmanager',
  { program, prepare }: LoneOptions,
): Promise<LoneProgram> {
  const command = program ?? (await resolveProgram(name));
  const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
  const paid = owe({ folder });
  const removeFolder = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    paid();
  };
  try {
    const { child, url } = await onAnyPort(async (port) => {
      const place = { folder, address: `127.0.0.1:${port}` };
      return Child.start({
        name,
        command,
        args: await prepare(place),
        env: inherited(process.env),
        cwd: folder,
        log: path.join(folder, `${name}.log`),
        readyUrl: `${localUrl(port)}/-/ready`,
      });
    });
    return { url, stop: () => child.stop().finally(removeFolder) };
  } catch (thrown) {
    await removeFolder();
    throw thrown;
  }
}

/** A port that was free a moment ago may be gone; then another one will do. */
async function onAnyPort(start: (port: number) => Promise<Child>): Promise<{ child: Child; url: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { child: await start(port), url: localUrl(port) };
    } catch (thrown) {
      if (attempt === attempts || !portWasTaken(thrown)) throw thrown;
    }
  }
}
