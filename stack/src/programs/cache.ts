import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';

/** Where unpacked programs are kept: `XDG_CACHE_HOME`, else `~/.cache`, in a folder of this project's name. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const caches = env['XDG_CACHE_HOME'];
  const base = caches !== undefined && path.isAbsolute(caches) ? caches : path.join(homedir(), '.cache');
  return path.join(base, 'express-slo-stack', 'packages');
}

/** Runs `work` while no other process of this user does the same; a lock whose holder died is taken over. */
export async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const release = await lock(folder, {
    stale: 20_000,
    update: 5_000,
    retries: { retries: 1200, factor: 1, minTimeout: 250, maxTimeout: 250 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
