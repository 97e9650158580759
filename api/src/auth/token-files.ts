import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors';
import { glitchtipScopes, scrapeScope } from './scopes';
import { isToken, newToken } from './token';

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

const ownerOnly = 0o600;

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

async function makeIfMissing(path: string): Promise<void> {
  try {
    await writeFile(path, `${newToken()}\n`, { mode: ownerOnly, flag: 'wx' });
    await chmod(path, ownerOnly);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw errors.badTokenFile(path, `cannot be made (${code ?? message})`);
  }
}

/**
 * Makes the token files that are missing, readable by their owner only; those that are there stay as they are.
 *
 * @throws ApiError `bad_token_file`.
 */
export async function ensureSecretFiles(directory: string): Promise<void> {
  const missing = async ({ name }: TokenFile) =>
    readFile(join(directory, name)).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
  for (const file of tokenFiles) {
    if (!(await missing(file))) continue;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await makeIfMissing(join(directory, file.name));
  }
}
