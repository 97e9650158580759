import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDatabase, socketInUse } from './lock';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'express-slo-lock-'));
  path = join(folder, 'lock.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('who has the database open says where it is served', async () => {
  expect(await socketInUse(path)).toBeUndefined();
  const unlock = await lockDatabase(path, '/tmp/socket');
  expect(await socketInUse(path)).toBe('/tmp/socket');
  await unlock();
  expect(await socketInUse(path)).toBeUndefined();
});

test('opened twice, the error names the process and the file', async () => {
  await lockDatabase(path, '/tmp/socket');
  await expect(lockDatabase(path, '/tmp/other')).rejects.toMatchObject({
    code: 'database_locked',
    message: expect.stringMatching(new RegExp(`process ${process.pid} \\(${path}\\).*DATA_DIR`)) as string,
  });
});
