import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startTimeOf } from './process-identity';
import { lockHolder, takeLock } from './process-lock';

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

const leave = (holder: object) => writeFile(path, JSON.stringify(holder));

/** What gives the lock back, where it could be taken. */
async function taken(lock: ReturnType<typeof takeLock>): Promise<() => Promise<void>> {
  const result = await lock;
  if ('heldBy' in result) throw new Error(`held by ${result.heldBy.pid}`);
  return result.unlock;
}

test('a lock is held until it is given back', async () => {
  const unlock = await taken(takeLock(path, { purpose: 'first' }));
  expect(await lockHolder(path)).toMatchObject({ pid: process.pid, purpose: 'first' });
  expect(await takeLock(path)).toMatchObject({ heldBy: { pid: process.pid, purpose: 'first' } });
  await unlock();
  expect(await readdir(folder)).toEqual([]);
  await (
    await taken(takeLock(path))
  )();
});

test('the lock of a dead process is taken over', async () => {
  await leave({ pid: await deadPid(), startTime: null });
  expect(await lockHolder(path)).toBeUndefined();
  await taken(takeLock(path));
  expect(await lockHolder(path)).toMatchObject({ pid: process.pid });
});

test('a later process with the same pid is not taken for the holder', async () => {
  if ((await startTimeOf(process.pid)) === null) {
    console.log('not tested: this system does not tell when a process started');
    return;
  }
  await leave({ pid: process.pid, startTime: 'another boot/123' });
  expect(await lockHolder(path)).toBeUndefined();
  await taken(takeLock(path));
});

test.each(['{"pid":', '', '12', 'null', '{"pid":"12"}'])(
  'a file that holds %j is no lock, and is taken over',
  async (content) => {
    await writeFile(path, content);
    await taken(takeLock(path));
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
  },
);

test('of many that find a dead lock, one gets it, however often it is tried', async () => {
  const dead = { pid: await deadPid(), startTime: null };
  for (let round = 0; round < 50; round++) {
    await leave(dead);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => takeLock(path, { taker: `${i}` })),
    );
    const winners = results.flatMap((result) => ('unlock' in result ? [result] : []));
    expect(winners).toHaveLength(1);
    await winners[0]?.unlock();
    expect(await readdir(folder)).toEqual([]);
  }
});

test('one that died while it removed a dead lock is no obstacle', async () => {
  const dead = { pid: await deadPid(), startTime: null };
  await leave(dead);
  await writeFile(`${path}.clearing`, JSON.stringify(dead));
  await taken(takeLock(path));
  expect(await readdir(folder)).toEqual(['lock.json']);
});

test('a dead lock that another process is removing is left to it', async () => {
  const dead = JSON.stringify({ pid: await deadPid(), startTime: null });
  await writeFile(path, dead);
  const cleared = await taken(takeLock(`${path}.clearing`));
  const mine = taken(takeLock(path));
  await setTimeout(50);
  expect(await readFile(path, 'utf8')).toBe(dead);
  await cleared();
  await mine;
});

test("giving back leaves another holder's lock alone", async () => {
  const unlock = await taken(takeLock(path));
  await leave({ pid: process.pid, startTime: null });
  await unlock();
  expect(await readdir(folder)).toEqual(['lock.json']);
});
