import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { errors } from '../../errors';
import { isRunning, startTimeOf } from './process-identity';

/** Who has the database open, as the lock file says. */
export interface LockHolder {
  pid: number;
  /** Tells the process from a later one with the same pid; null where the system does not say. */
  startTime: string | null;
  /** Folder of the unix socket the database is served on. */
  socketDirectory: string;
}

const isHolder = (value: unknown): value is LockHolder =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger((value as LockHolder).pid) &&
  typeof (value as LockHolder).socketDirectory === 'string';

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const readOrNothing = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

/** The process that holds the lock now; undefined when there is none, or when it has died. */
export async function lockHolder(path: string): Promise<LockHolder | undefined> {
  const holder = parseHolder((await readOrNothing(path)) ?? '');
  return holder !== undefined && (await isRunning(holder)) ? holder : undefined;
}

/** Creates the file with its whole content at once; false when it exists. */
async function createExclusively(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead holder's lock; puts it back if another process was quicker and the lock is a living one's. */
async function clearStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Takes the lock file at `path` for this process. Two processes on one data folder would lose each other's
 * writes without any error, so a living holder is an error.
 *
 * @returns the function that gives the lock back.
 * @throws ApiError `database_locked`.
 */
export async function takeLock(path: string, socketDirectory: string): Promise<() => Promise<void>> {
  const mine: LockHolder = { pid: process.pid, startTime: await startTimeOf(process.pid), socketDirectory };
  const content = JSON.stringify(mine);
  while (!(await createExclusively(path, content))) {
    const found = await readOrNothing(path);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder !== undefined && (await isRunning(holder))) throw errors.databaseLocked(path, holder.pid);
    await clearStale(path, found);
  }
  return async () => {
    if ((await readOrNothing(path)) === content) await rm(path, { force: true });
  };
}
