import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StackError } from './errors';

/**
 * Marks the data folder as in use by this process; throws ALREADY_RUNNING while another one lives.
 * The function returned removes the mark.
 */
export async function occupy(dataFolder: string): Promise<() => Promise<void>> {
  const file = path.join(dataFolder, 'running.pid');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const other = Number(await readFile(file, 'utf8').catch(() => ''));
  if (other > 0 && other !== process.pid && isAlive(other)) {
    throw new StackError('ALREADY_RUNNING', { folder: dataFolder, pid: other });
  }
  await rm(file, { force: true });
  await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
  return () => rm(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
