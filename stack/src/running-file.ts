import { lockHolder, takeLock } from '@express-slo-stack/api';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { StackError } from './errors';

const fileIn = (dataFolder: string): string => path.join(dataFolder, 'running.pid');

/**
 * Marks the data folder as in use by this process; throws ALREADY_RUNNING while another one lives.
 * The function returned removes the mark.
 */
export async function occupy(dataFolder: string): Promise<() => Promise<void>> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const lock = await takeLock(fileIn(dataFolder));
  if ('heldBy' in lock) throw new StackError('ALREADY_RUNNING', { folder: dataFolder, pid: lock.heldBy.pid });
  return lock.unlock;
}

/** Whether a process that lives has marked the data folder as in use. */
export async function isOccupied(dataFolder: string): Promise<boolean> {
  return (await lockHolder(fileIn(dataFolder))) !== undefined;
}
