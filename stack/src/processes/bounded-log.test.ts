import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { boundLog } from './bounded-log';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'express-slo-log-'))));
afterEach(() => rm(folder, { recursive: true }));

test('a log that is too large is moved, and its writer goes on in the empty one', async () => {
  const file = path.join(folder, 'api.log');
  const log = openSync(file, 'a', 0o600);
  const writer = spawn('sh', ['-c', 'echo first line; read -r _; echo second'], {
    stdio: ['pipe', log, log],
  });
  while ((await readFile(file, 'utf8')) === '') await new Promise((resolve) => setTimeout(resolve, 20));
  await boundLog(file, 100);
  expect(await readFile(file, 'utf8')).toBe('first line\n');
  await boundLog(file, 5);
  writer.stdin?.end('\n');
  await once(writer, 'exit');
  expect(await readFile(`${file}.before`, 'utf8')).toBe('first line\n');
  expect(await readFile(file, 'utf8')).toBe('second\n');
});

test('a log that is not there yet is left alone', async () => {
  await expect(boundLog(path.join(folder, 'none.log'))).resolves.toBeUndefined();
});
