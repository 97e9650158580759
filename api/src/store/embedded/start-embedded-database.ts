import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiError, errors } from '../../errors';
import type { ChildMessage } from './child';
import { socketUrl } from './places';

export interface EmbeddedDatabase {
  /** A `postgresql://` address that `pg` understands. */
  url: string;
  /** Pid of the process that holds the database. */
  pid: number;
  /** Ends the database after its running statement. */
  stop(): Promise<void>;
}

/** How long a predecessor that lost its parent may take to close the database. Milliseconds. */
const predecessorGraceMs = 5_000;
const retryMs = 200;

/** The compiled program: a child process cannot run TypeScript. */
function childProgram(): string {
  const compiled = join(__dirname.replace(/([\\/]api[\\/])src([\\/]|$)/, '$1dist$2'), 'child.js');
  if (!existsSync(compiled)) throw errors.notBuilt(compiled);
  return compiled;
}

async function firstMessage(child: ChildProcess): Promise<ChildMessage> {
  const abort = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', abort).then(([message]) => message as ChildMessage),
      once(child, 'exit', abort).then(([code, signal]): ChildMessage => ({
        failed: { code: 'database_failed', message: `it ended by itself (${String(signal ?? code)})` },
      })),
    ]);
  } finally {
    abort.abort();
  }
}

async function startOnce(directory: string): Promise<EmbeddedDatabase> {
  const socketDirectory = await mkdtemp(join(tmpdir(), 'express-slo-'));
  const child = fork(childProgram(), [directory, socketDirectory], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const message = await firstMessage(child);
  if ('failed' in message) {
    await rm(socketDirectory, { recursive: true, force: true });
    const { code, message: reason } = message.failed;
    throw code === 'database_locked' ? new ApiError(code, reason) : errors.databaseFailed(directory, reason);
  }
  const ended = once(child, 'exit');
  return {
    url: socketUrl(socketDirectory),
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.connected) child.disconnect();
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

/**
 * Opens the embedded PostgreSQL (PGlite) in `directory`, in a process of its own, and serves it on a unix
 * socket that only this user can reach. The folder is locked: a second start on it is refused. It survives the
 * death of the process, not a power cut.
 *
 * @throws ApiError `database_locked` when another living process has it open; `database_failed` when it cannot
 * be opened; `not_built` when the package is not compiled.
 */
export async function startEmbeddedDatabase(directory: string): Promise<EmbeddedDatabase> {
  const folder = resolve(directory);
  const deadline = Date.now() + predecessorGraceMs;
  for (;;) {
    try {
      return await startOnce(folder);
    } catch (error) {
      const orphaned = error instanceof ApiError && error.code === 'database_locked';
      if (!orphaned || Date.now() > deadline) throw error;
      await new Promise((wake) => setTimeout(wake, retryMs));
    }
  }
}
