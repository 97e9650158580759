import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { relocatePrograms, replaceFolder } from './relocate';

const folder = '/usr/share/prometheus/alertmanager';

test('every mention is replaced, and nothing moves', () => {
  const before = Buffer.from(`ab${folder}/uicd${folder}failed`);
  const after = replaceFolder(before, folder);
  const other = '/proc/self/fd/9'.padEnd(folder.length, '/');
  expect(after?.toString()).toBe(`ab${other}/uicd${other}failed`);
  expect(replaceFolder(Buffer.from('nothing here'), folder)).toBeUndefined();
});

const onLinux = process.platform === 'linux' ? test : test.skip;
if (process.platform !== 'linux')
  console.info('Relocation is left out: Debian packages are unpacked on Linux only.');
onLinux('a relocated program reads its own files, wherever it is called from', async () => {
  const base = await mkdtemp(path.join(tmpdir(), "it's a package-"));
  try {
    const unpacked = path.join(base, 'unpacked');
    const target = path.join(base, 'target');
    await mkdir(path.join(unpacked, 'usr', 'bin'), { recursive: true });
    await mkdir(path.join(unpacked, folder), { recursive: true });
    await writeFile(path.join(unpacked, folder, 'default.tmpl'), 'the template');
    const program = path.join(unpacked, 'usr', 'bin', 'prometheus-alertmanager');
    await writeFile(program, `#!/bin/sh\ncat ${folder}/default.tmpl; echo " $1"\n`);
    await chmod(program, 0o755);

    await relocatePrograms(unpacked, target);
    await rename(unpacked, target);

    const moved = path.join(target, 'usr', 'bin', 'prometheus-alertmanager');
    expect(execFileSync(moved, ['told'], { cwd: '/', encoding: 'utf8' })).toBe('the template told\n');
  } finally {
    await rm(base, { recursive: true, force: true });
  }
});
