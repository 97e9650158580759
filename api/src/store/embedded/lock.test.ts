import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHolder, takeLock } from './lock';
import { startTimeOf } from './process-identity';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'express-slo-lock-'));
  path = join(folder, 'lock.json');
});
afterEach(() => rm(folder, { recursive: true }));

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

const leave = (holder: object) => writeFile(path, JSON.stringify({ socketDirectory: '/tmp/x', ...holder }));

test('a lock is held until it is given back', async () => {
  const unlock = await takeLock(path, '/tmp/socket');
  expect(await lockHolder(path)).toMatchObject({ pid: process.pid, socketDirectory: '/tmp/socket' });
  await expect(takeLock(path, '/tmp/other')).rejects.toMatchObject({ code: 'database_locked' });
  await unlock();
  expect(await readdir(folder)).toEqual([]);
  await (
    await takeLock(path, '/tmp/other')
  )();
});

test('the error names the process and the file', async () => {
  await takeLock(path, '/tmp/socket');
  await expect(takeLock(path, '/tmp/other')).rejects.toThrow(
    new RegExp(`process ${process.pid} \\(${path}\\).*DATA_DIR`),
  );
});

test('the lock of a dead process is taken over', async () => {
  await leave({ pid: await deadPid(), startTime: null });
  expect(await lockHolder(path)).toBeUndefined();
  await takeLock(path, '/tmp/mine');
  expect(await lockHolder(path)).toMatchObject({ pid: process.pid });
});

test('a later process with the same pid is not taken for the holder', async () => {
  if ((await startTimeOf(process.pid)) === null) {
    console.log('not tested: this system does not tell when a process started');
    return;
  }
  await leave({ pid: process.pid, startTime: 'another boot/123' });
  expect(await lockHolder(path)).toBeUndefined();
  await takeLock(path, '/tmp/mine');
});

test('a lock file that cannot be read as one is taken over', async () => {
  await writeFile(path, '{"pid":');
  await takeLock(path, '/tmp/mine');
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
});

test('of many that find a dead lock, one gets it', async () => {
  await leave({ pid: await deadPid(), startTime: null });
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => takeLock(path, `/tmp/${i}`)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test("giving back leaves another holder's lock alone", async () => {
  const unlock = await takeLock(path, '/tmp/mine');
  await leave({ pid: process.pid, startTime: null });
  await unlock();
  expect(await readdir(folder)).toEqual(['lock.json']);
});
