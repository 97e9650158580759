import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSecretFiles, readTokenFile, tokenFiles } from './token-files';

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'express-slo-files-')), 'secrets');
});
afterEach(() => rm(join(directory, '..'), { recursive: true }));

const [scrape] = tokenFiles;
if (scrape === undefined) throw new Error('there are no token files');

test('the first start makes every file, each with its own token, for the owner only', async () => {
  await ensureSecretFiles(directory);
  const names = await readdir(directory);
  expect(names.sort()).toEqual(['admin-token', 'scrape-token']);
  const contents = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  for (const content of contents) expect(content).toMatch(/^[0-9a-f]{64}\n$/);
  expect(new Set(contents).size).toBe(names.length);
  for (const name of names) expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
});

test('files that are there stay as they are', async () => {
  await ensureSecretFiles(directory);
  const before = await readTokenFile(directory, scrape);
  await rm(join(directory, 'admin-token'));
  await ensureSecretFiles(directory);
  expect(await readTokenFile(directory, scrape)).toBe(before);
  expect(await readdir(directory)).toContain('admin-token');
});

test('two starts at once agree on one token', async () => {
  await Promise.all([ensureSecretFiles(directory), ensureSecretFiles(directory)]);
  expect(await readTokenFile(directory, scrape)).toMatch(/^[0-9a-f]{64}$/);
});

test.each(['', 'short', 'g'.repeat(64), `${'a'.repeat(64)} b`])(
  'a file that holds %p is refused',
  async (content) => {
    await ensureSecretFiles(directory);
    await writeFile(join(directory, 'scrape-token'), content);
    await expect(readTokenFile(directory, scrape)).rejects.toMatchObject({
      code: 'bad_token_file',
      message: expect.stringMatching(/scrape-token .*openssl rand -hex 32/s) as string,
    });
  },
);
