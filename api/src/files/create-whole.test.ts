import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWhole } from './create-whole';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'express-slo-whole-'));
  path = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true }));

test('the file is there, for its owner only, and nothing beside it', async () => {
  expect(await createWhole(path, 'content')).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('content');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['file']);
});

test('one that is there stays as it is', async () => {
  await writeFile(path, 'before');
  expect(await createWhole(path, 'content')).toBe(false);
  expect(await readFile(path, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['file']);
});

test('whoever reads meanwhile never finds a part of it', async () => {
  const content = 'x'.repeat(1_000_000);
  const created = createWhole(path, content);
  const found = new Set<number>();
  for (let done = false; !done;) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) found.add(text.length);
    done = text?.length === content.length;
  }
  await created;
  expect([...found]).toEqual([content.length]);
});

test('where nothing can be written, the error is the system’s', async () => {
  await expect(createWhole(join(folder, 'missing', 'file'), 'content')).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
