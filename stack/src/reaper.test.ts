import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './root';

const reaperFile = path.join(projectRoot, 'stack', 'bin', 'reaper.js');
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'reaper-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number | undefined): boolean => {
  try {
    return process.kill(pid ?? NaN, 0);
  } catch {
    return false;
  }
};
const until = async (isSo: () => boolean): Promise<boolean> => {
  for (let waited = 0; !isSo() && waited < 15_000; waited += 50) await new Promise((r) => setTimeout(r, 50));
  return isSo();
};
const sleeper = (): ChildProcess => spawn('sleep', ['300'], { stdio: 'ignore', detached: true });

test('when its owner is killed, processes end, commands run and folders go; what was paid stays', async () => {
  const owed = sleeper();
  const paid = sleeper();
  const [gone, kept] = [path.join(folder, 'gone'), path.join(folder, 'kept')];
  for (const name of [gone, kept]) mkdirSync(name);
  const marker = path.join(folder, 'marker');
  const messages = [
    { owe: '1', pid: owed.pid },
    { owe: '2', pid: paid.pid },
    { owe: '3', folder: gone },
    { owe: '4', folder: kept },
    { owe: '5', command: ['sh', '-c', `echo ran > '${marker}'`] },
    { paid: '2' },
    { paid: '4' },
  ];
  // The owner is a process of its own, killed without a chance to clean up.
  const program = `
    const { spawn } = require('node:child_process');
    const reaper = spawn(process.execPath, [${JSON.stringify(reaperFile)}], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    for (const message of ${JSON.stringify(messages)}) reaper.stdin.write(JSON.stringify(message) + '\\n');
    reaper.stdin.write('{"owe": "6", "pi');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300);
  `;
  spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
  try {
    expect(await until(() => !isAlive(owed.pid) && !existsSync(gone) && existsSync(marker))).toBe(true);
    expect(readFileSync(marker, 'utf8')).toBe('ran\n');
    expect(isAlive(paid.pid)).toBe(true);
    expect(existsSync(kept)).toBe(true);
  } finally {
    for (const child of [owed, paid]) child.kill('SIGKILL');
  }
}, 30_000);
