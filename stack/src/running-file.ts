import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StackError } from './errors';

/**
 * Marks the data folder as in use by this process; throws ALREADY_RUNNING while another one lives.
 * The function returned removes the mark.
 */
export async function occupy(dataFolder: string): Promise<() => Promise<void>> {
  const file = path.join(dataFolder, 'running.pid');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const mine = `${process.pid} ${await startTimeOf(process.pid)}\n`;
  while (!(await createWhole(file, mine))) {
    const found = await readIfThere(file);
    if (found === undefined) continue;
    if (await isOfLiving(found)) {
      throw new StackError('ALREADY_RUNNING', { folder: dataFolder, pid: Number.parseInt(found, 10) });
    }
    await clearStale(file, found);
  }
  return async () => {
    if ((await readIfThere(file)) === mine) await rm(file, { force: true });
  };
}

/** Whether a process that lives has marked the data folder as in use. */
export async function isOccupied(dataFolder: string): Promise<boolean> {
  const found = await readIfThere(path.join(dataFolder, 'running.pid'));
  return found !== undefined && isOfLiving(found);
}

function isOfLiving(mark: string): Promise<boolean> {
  const [pid = '', startTime = ''] = mark.trim().split(' ');
  return lives(Number(pid), startTime);
}

/** Creates the file with its whole content at once; false when it exists. */
async function createWhole(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { flag: 'wx' });
  try {
    await link(draft, file);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead process's mark; puts it back if another start was quicker and it is a living one's. */
async function clearStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw thrown;
  }
  if ((await readIfThere(aside)) !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** Whether the very process that is named lives; another one that got the same pid started at another time. */
async function lives(pid: number, startTime: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || !hasPid(pid)) return false;
  const current = await startTimeOf(pid);
  return current === '' || startTime === '' || current === startTime;
}

/** Boot and clock ticks since then (proc(5), field 22 of `stat`); empty where there is no `/proc`. */
async function startTimeOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // The second field, the command in parentheses, may hold spaces; the third follows it.
    return `${boot.trim()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}

function hasPid(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
