import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Runtime } from '../runtimes';

/** Has a program of this folder measure something in a process of its own; undefined if it fails there. */
export async function inChild<T>(
  { program: node }: Runtime,
  program: 'child' | 'cluster-program',
  args: readonly string[],
): Promise<T | undefined> {
  const child = fork(join(__dirname, `${program}.js`), args, {
    execPath: node,
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let figures: T | undefined;
  child.on('message', (message) => (figures = message as T));
  await once(child, 'exit');
  return figures;
}
