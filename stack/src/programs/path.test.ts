import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answersVersion, findOnPath } from './path';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'programs-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const script = async (name: string, body: string, mode = 0o755): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, mode);
  return file;
};

test('the usual name wins over the other name', async () => {
  await script('prometheus-alertmanager', 'exit 0');
  const usual = await script('alertmanager', 'exit 0');
  await expect(findOnPath(['alertmanager', 'prometheus-alertmanager'], folder)).resolves.toBe(usual);
});

test('a file that may not be executed is not a program', async () => {
  await script('promtool', 'exit 0', 0o644);
  await expect(findOnPath(['promtool'], `:${folder}:/nowhere`)).resolves.toBeUndefined();
});

test('a program counts as working when --version ends with 0', async () => {
  const good = await script('good', '[ "$1" = --version ]');
  const bad = await script('bad', 'exit 127');
  await expect(answersVersion(good)).resolves.toBe(true);
  await expect(answersVersion(bad)).resolves.toBe(false);
});
