import { readFile } from 'node:fs/promises';

const startTimeField = 22;

/**
 * When a process started, in the kernel's own words (boot id and clock ticks since boot; proc(5), field 22 of
 * `stat`); null where there is no `/proc`.
 */
export async function startTimeOf(pid: number): Promise<string | null> {
  try {
    const [stat, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The second field is the command in parentheses and may hold spaces.
    const afterCommand = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${bootId.trim()}/${afterCommand[startTimeField - 3] ?? ''}`;
  } catch {
    return null;
  }
}

function hasPid(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True while the very process that is named is alive; false for another one that got the same pid. */
export async function isRunning(named: { pid: number; startTime: string | null }): Promise<boolean> {
  if (!hasPid(named.pid)) return false;
  const current = await startTimeOf(named.pid);
  return current === null || named.startTime === null || current === named.startTime;
}
