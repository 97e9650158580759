import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isOccupied } from './running-file';
import type { Stack } from './stack';

/** What a running stack says of itself to other programs. */
export interface RunningStack {
  readonly backend: Stack['backend'];
  readonly urls: Stack['urls'];
  /** When it was ready, in milliseconds since 1970. */
  readonly ready: number;
}

const fileIn = (dataFolder: string): string => path.join(dataFolder, 'running.json');

/** Writes where the stack on this data folder is found; it is true as long as the folder is occupied. */
export async function announce(dataFolder: string, { backend, urls }: Stack): Promise<void> {
  const running: RunningStack = { backend, urls, ready: Date.now() };
  await writeFile(fileIn(dataFolder), `${JSON.stringify(running, null, 2)}\n`);
}

/** Takes back what an earlier stack on this data folder announced. */
export const unannounce = (dataFolder: string): Promise<void> => rm(fileIn(dataFolder), { force: true });

/** The stack that runs on a data folder (`.stack`: that of `npm start`), once it is ready. */
export async function findRunningStack(dataFolder: string): Promise<RunningStack | undefined> {
  if (!(await isOccupied(dataFolder))) return undefined;
  try {
    return JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as RunningStack;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}
