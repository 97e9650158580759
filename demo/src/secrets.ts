import { readFile } from 'node:fs/promises';
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
