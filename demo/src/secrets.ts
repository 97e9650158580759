import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DemoError, messageOf } from './errors';

/**
 * Reads a token file. Read it each time it is used: tokens are rotated while the demo runs.
 * @throws DemoError `SECRET_MISSING`
 */
export async function readSecret(file: string): Promise<string> {
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret !== '') return secret;
  } catch (thrown) {
    throw new DemoError('SECRET_MISSING', { file, reason: messageOf(thrown) }, { cause: thrown });
  }
  throw new DemoError('SECRET_MISSING', { file, reason: 'the file is empty' });
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * Makes a token file (64 hex digits, readable by its owner only) unless it is there: where the set-up has made it, its
 * folder may be mounted read-only.
 */
export async function ensureSecret(file: string): Promise<void> {
  if (await exists(file)) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    // Somebody else was quicker: theirs is as good.
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
}

/**
 * A token that is read again when its file may have changed, at most every `everyMs`. Once it has been read, a file
 * that is away for a moment (a rotation) is no error: the last token stays.
 */
export function rereadSecret(file: string, everyMs = 2000): () => Promise<string> {
  let last: string | undefined;
  let readAt = -Infinity;
  return async () => {
    if (last !== undefined && Date.now() - readAt < everyMs) return last;
    readAt = Date.now();
    try {
      last = await readSecret(file);
    } catch (thrown) {
      if (last === undefined) throw thrown;
    }
    return last;
  };
}
