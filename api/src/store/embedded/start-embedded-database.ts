import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, errors } from '../../errors';
import type { ChildMessage } from './child';
import { socketFile, socketUrl } from './places';
import { Supervisor } from './supervisor';

export interface EmbeddedDatabase {
  /** A `postgresql://` address that `pg` understands. */
  url: string;
  /** Pid of the process that holds the database now. */
  readonly pid: number;
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

/** Starts the child and waits until it serves. */
async function launch(directory: string, socketDirectory: string): Promise<ChildProcess> {
  const child = fork(childProgram(), [directory, socketDirectory], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const message = await firstMessage(child);
  if ('ready' in message) return child;
  const { code, message: reason } = message.failed;
  throw code === 'database_locked' ? new ApiError(code, reason) : errors.databaseFailed(directory, reason);
}

/** Launches, and waits for a predecessor that has lost its parent but not closed the database yet. */
async function launchAfterPredecessor(directory: string, socketDirectory: string): Promise<ChildProcess> {
  const deadline = Date.now() + predecessorGraceMs;
  for (;;) {
    try {
      return await launch(directory, socketDirectory);
    } catch (error) {
      const locked = error instanceof ApiError && error.code === 'database_locked';
      if (!locked || Date.now() > deadline) throw error;
      await sleep(retryMs);
    }
  }
}

/**
 * Opens the embedded PostgreSQL (PGlite) in `directory`, in a process of its own, and serves it on a unix
 * socket that only this user can reach. The folder is locked: a second start on it is refused. If the process
 * dies, another one takes its place at the same address. What was committed survives the death of any process,
 * not a power cut.
 *
 * @param onDeath told how the process ended, when it ended by itself.
 * @throws ApiError `database_locked` when another living process has it open; `database_failed` when it cannot
 * be opened; `not_built` when the package is not compiled.
 */
export async function startEmbeddedDatabase(
  directory: string,
  onDeath: (how: string) => void = () => undefined,
): Promise<EmbeddedDatabase> {
  const folder = resolve(directory);
  const socketDirectory = await mkdtemp(join(tmpdir(), 'express-slo-'));
  const removeSocket = () => rm(socketDirectory, { recursive: true, force: true });
  const start = async () => {
    await rm(join(socketDirectory, socketFile), { force: true });
    return launchAfterPredecessor(folder, socketDirectory);
  };
  try {
    const supervisor = new Supervisor(await start(), start, onDeath);
    return {
      url: socketUrl(socketDirectory),
      get pid() {
        return supervisor.pid;
      },
      stop: async () => {
        await supervisor.stop();
        await removeSocket();
      },
    };
  } catch (error) {
    await removeSocket();
    throw error;
  }
}
