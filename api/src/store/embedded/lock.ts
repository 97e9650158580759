import { errors } from '../../errors';
import { lockHolder, takeLock } from '../../files';

/**
 * Takes the lock file at `path` for this process. Two processes on one data folder would lose each other's
 * writes without any error, so a living holder is an error.
 *
 * @param socketDirectory where this process will serve the database
 * @returns the function that gives the lock back.
 * @throws ApiError `database_locked`.
 */
export async function lockDatabase(path: string, socketDirectory: string): Promise<() => Promise<void>> {
  const lock = await takeLock(path, { socketDirectory });
  if ('heldBy' in lock) throw errors.databaseLocked(path, lock.heldBy.pid);
  return lock.unlock;
}

/** Where the process that has the database open serves it; undefined when none has. */
export async function socketInUse(path: string): Promise<string | undefined> {
  const socketDirectory = (await lockHolder(path))?.['socketDirectory'];
  return typeof socketDirectory === 'string' ? socketDirectory : undefined;
}
