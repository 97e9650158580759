import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { createWhole } from './create-whole';
import { isRunning, startTimeOf } from './process-identity';

/** Removing a dead process's lock takes a reading and a removal; who waits for that looks again after this long. */
const WAIT_FOR_CLEARING_MS = 5;

/** The process that holds a lock file, as the file says. */
export interface LockHolder {
  readonly pid: number;
  /** Tells the process from a later one with the same pid; null where the system does not say. */
  readonly startTime: string | null;
  /** What else it says of itself. */
  readonly [detail: string]: string | number | null;
}

/** The living process that holds the lock; undefined when there is none, or when it has died. */
export async function lockHolder(path: string): Promise<LockHolder | undefined> {
  return livingHolder((await readOrNothing(path)) ?? '');
}

/**
 * Takes the lock file at `path` for this process, from a holder that has died as well.
 * Gives the function that gives it back; where another process holds the lock and lives, that one instead.
 */
export async function takeLock(
  path: string,
  details: Readonly<Record<string, string>> = {},
): Promise<{ unlock: () => Promise<void> } | { heldBy: LockHolder }> {
  const mine: LockHolder = { pid: process.pid, startTime: await startTimeOf(process.pid), ...details };
  const content = `${JSON.stringify(mine)}\n`;
  while (!(await createWhole(path, content))) {
    const found = await readOrNothing(path);
    if (found === undefined) continue;
    const heldBy = await livingHolder(found);
    if (heldBy !== undefined) return { heldBy };
    await clearStale(path, found);
  }
  return {
    unlock: async () => {
      if ((await readOrNothing(path)) === content) await rm(path, { force: true });
    },
  };
}

async function livingHolder(content: string): Promise<LockHolder | undefined> {
  const holder = parseHolder(content);
  return holder !== undefined && (await isRunning(holder)) ? holder : undefined;
}

function parseHolder(content: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isHolder = (value: unknown): value is LockHolder =>
  typeof value === 'object' && value !== null && Number.isInteger((value as LockHolder).pid);

/**
 * Removes a dead holder's lock. Only who holds a second lock, for that alone, may: were a lock moved or removed
 * on the word of an earlier reading, it could be that of a living process which took it over in between.
 */
async function clearStale(path: string, stale: string): Promise<void> {
  const clearing = await takeLock(`${path}.clearing`, { clearing: randomUUID() });
  if ('heldBy' in clearing) return setTimeout(WAIT_FOR_CLEARING_MS);
  try {
    if ((await readOrNothing(path)) === stale) await rm(path, { force: true });
  } finally {
    await clearing.unlock();
  }
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
