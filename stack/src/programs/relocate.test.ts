import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { relocate } from './relocate';

let folder: string;
let program: string;

/** A program that, like Debian's Alertmanager, reads a file below a folder built into it. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'relocate-'));
  program = path.join(folder, 'usr', 'bin', 'prometheus-alertmanager');
  mkdirSync(path.dirname(program), { recursive: true });
  writeFileSync(program, '#!/bin/sh\ncat /usr/share/prometheus/alertmanager/relocate-test.tmpl; echo "$@"\n');
  chmodSync(program, 0o755);
  const share = path.join(folder, 'usr', 'share', 'prometheus', 'alertmanager');
  mkdirSync(share, { recursive: true });
  writeFileSync(path.join(share, 'relocate-test.tmpl'), 'the template\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (file: string) => execFileSync(file, ['--one', 'two three'], { encoding: 'utf8', cwd: '/' });

test('a program finds its folder where the package was unpacked, and gets its arguments', async () => {
  await relocate(folder);
  expect(run(program)).toBe('the template\n--one two three\n');
});

test('done twice, and called by a link, it still works', async () => {
  await relocate(folder);
  await relocate(folder);
  const link = path.join(folder, 'link');
  symlinkSync(program, link);
  expect(run(link)).toBe('the template\n--one two three\n');
});

test('other packages are left alone', async () => {
  await expect(relocate(path.join(folder, 'usr', 'share'))).resolves.toBeUndefined();
});
