import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { projectRoot } from './root';

/** Something that must not outlive this process, however it ends. */
export type Debt =
  { readonly pid: number } | { readonly command: readonly string[] } | { readonly folder: string };

let reaper: ChildProcess | undefined;
let count = 0;

/**
 * Has a small program of its own (stack/bin/reaper.js) clean up if this process ends without doing so
 * itself, even by SIGKILL. The function returned says that it is done.
 */
export function owe(debt: Debt): () => void {
  reaper ??= startReaper();
  const key = String((count += 1));
  tell({ owe: key, ...debt });
  return () => tell({ paid: key });
}

function tell(message: object): void {
  reaper?.stdin?.write(`${JSON.stringify(message)}\n`);
}

function startReaper(): ChildProcess {
  const file = path.join(projectRoot, 'stack', 'bin', 'reaper.js');
  const child = spawn(process.execPath, [file], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.on('error', () => undefined);
  child.on('error', () => undefined);
  // Nothing here keeps this process alive: its end is what the reaper waits for.
  child.unref();
  (child.stdin as Socket).unref();
  return child;
}
