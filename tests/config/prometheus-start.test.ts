import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const script = path.join(__dirname, '../../prometheus/start.sh');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'prometheus-start-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts `echo` in Prometheus's place, with a data folder that does not exist yet. */
function start(freeMb?: string) {
  const env = { PATH: process.env['PATH'], ...(freeMb === undefined ? {} : { PROMETHEUS_FREE_MB: freeMb }) };
  const data = path.join(folder, 'none/data');
  const { status, stdout, stderr } = spawnSync('sh', [script, 'echo', data, '--flag', 'a b'], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.replace(folder, ''), stderr: stderr.replace(folder, '') };
}

const started = { status: 0, stdout: '--storage.tsdb.path=/none/data --flag a b\n', stderr: '' };

test('starts Prometheus where there is room, with its arguments', () => {
  expect(start('1')).toEqual(started);
  expect(start('')).toEqual(start());
});

test('does not start it on a nearly full disk, and says which, how much is free and what is needed', () => {
  const { status, stdout, stderr } = start('999999999');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/the disk of \/none\/data has \d+ MB free, and 999999999 MB are needed/);
  expect(stderr).toContain('Make room, then start it again.');
});

test('starts it in any case when told so', () => expect(start('0')).toEqual(started));

test('refuses a number that is none', () => {
  expect(start('1g')).toMatchObject({ status: 2, stderr: expect.stringContaining('"1g"') as string });
});
