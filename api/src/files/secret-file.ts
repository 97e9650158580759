import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newToken } from '../auth/token';
import { createWhole } from './create-whole';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );

/**
 * Makes a secret's file (64 hexadecimal digits, for its owner only) and its folder, unless it is there: where the
 * set-up has made it, the folder may be mounted read-only. Of many that make it at once, all find the same one.
 */
export async function ensureSecretFile(path: string): Promise<void> {
  if (await exists(path)) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await createWhole(path, `${newToken()}\n`);
}
