import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors';
import { ensureSecretFile } from '../files';
import { glitchtipScopes, scrapeScope } from './scopes';
import { isToken } from './token';

export interface TokenFile {
  /** The file's name in the folder of secrets. */
  name: string;
  scopes: readonly string[];
}

/** The tokens that are there from the first start. */
export const tokenFiles: readonly TokenFile[] = [
  { name: 'scrape-token', scopes: [scrapeScope] },
  { name: 'admin-token', scopes: glitchtipScopes },
];

/**
 * The token in a file.
 *
 * @throws ApiError `bad_token_file`.
 */
export async function readTokenFile(directory: string, { name }: TokenFile): Promise<string> {
  const path = join(directory, name);
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw errors.badTokenFile(path, `cannot be read (${error.code ?? error.message})`);
  });
  const token = content.trim();
  if (!isToken(token)) throw errors.badTokenFile(path, `holds ${token.length} other characters`);
  return token;
}

/**
 * Makes the token files that are missing, readable by their owner only; those that are there stay as they are.
 *
 * @throws ApiError `bad_token_file`.
 */
export async function ensureSecretFiles(directory: string): Promise<void> {
  for (const { name } of tokenFiles) {
    const path = join(directory, name);
    await ensureSecretFile(path).catch(({ code, message }: NodeJS.ErrnoException) => {
      throw errors.badTokenFile(path, `cannot be made (${code ?? message})`);
    });
  }
}
