import { run } from '../programs/run';
import { parseDisk, parseUsage, type Usage, usageScript, withDescendants } from './usage';

/** What a process of this machine and all below it use, and its data folder. Needs Linux's /proc. */
export async function localUsage(
  pid: number | undefined,
  folder: string | undefined,
): Promise<Omit<Usage, 'log'>> {
  const [processes, disk] = await Promise.all([
    pid === undefined ? [] : processesBelow(pid),
    folder === undefined ? undefined : diskOf(folder),
  ]);
  return { processes, ...(disk === undefined ? {} : { disk }) };
}

async function processesBelow(pid: number): Promise<Usage['processes']> {
  const pids = withDescendants(pid, await run('ps', ['-eo', 'pid=,ppid=']));
  return parseUsage(await run('sh', ['-c', usageScript, 'usage', ...pids.map(String)]));
}

/** `du` fails when a file is removed while it counts, and counts the others all the same. */
const diskOf = async (folder: string): Promise<number> =>
  parseDisk(await run('sh', ['-c', 'du -sk "$1" 2>/dev/null || true', 'du', folder]));
