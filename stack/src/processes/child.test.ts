import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../ports';
import type { RunnerSpec } from '../runner';
import { Child } from './child';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'child-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const nodeProgram = (program: string, port: number): RunnerSpec => ({
  name: 'demo',
  command: process.execPath,
  args: ['-e', program],
  env: { PORT: String(port) },
  cwd: folder,
  log: path.join(folder, 'logs', 'demo.log'),
  readyUrl: `http://127.0.0.1:${port}/`,
});
const server = `require('node:http').createServer((q, r) => r.end()).listen(process.env.PORT, '127.0.0.1')`;

const isAlive = (pid: number | undefined): boolean => {
  try {
    return process.kill(pid ?? NaN, 0);
  } catch {
    return false;
  }
};

test('a component is started when it answers, and gone after stop', async () => {
  const child = await Child.start(nodeProgram(server, await freePort()));
  expect(isAlive(child.pid)).toBe(true);
  await child.stop();
  expect(isAlive(child.pid)).toBe(false);
});

test('a component that ends early fails at once, with the last lines of its log', async () => {
  const program = `console.error('first'); console.error('no such setting: X'); process.exit(3)`;
  const started = Date.now();
  await expect(Child.start(nodeProgram(program, await freePort()))).rejects.toMatchObject({
    code: 'COMPONENT_EXITED',
    message: expect.stringMatching(/demo ended .*exit code 3[^]*no such setting: X/) as string,
  });
  expect(Date.now() - started).toBeLessThan(10_000);
});

test('a program that is not there is an early end too', async () => {
  const spec = { ...nodeProgram('', 1), command: path.join(folder, 'nothing') };
  await expect(Child.start(spec)).rejects.toMatchObject({
    code: 'COMPONENT_EXITED',
    message: expect.stringContaining('ENOENT') as string,
  });
});
