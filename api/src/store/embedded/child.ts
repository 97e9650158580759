import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lockDatabase } from './lock';
import { dataFolder, lockFile, socketFile } from './places';
import { serve } from './serve';
import { openSession } from './session';
import { SessionQueue } from './session-queue';

/** What the child tells its parent. */
export type ChildMessage = { ready: true } | { failed: { code: string; message: string } };

const tell = (message: ChildMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });

/** A session that is over cannot be opened again in this process; the parent starts another one. */
function giveUp(reason: string): never {
  process.stderr.write(`The session of the embedded database has ended: ${reason}. Another one starts.\n`);
  process.exit(1);
}

async function open(directory: string, socketDirectory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDatabase(lockFile(directory), socketDirectory);
  try {
    const database = await PGlite.create(dataFolder(directory));
    const { session, greeting } = await openSession(database, giveUp);
    const served = {
      queue: new SessionQueue(session),
      greeting,
      onLost: () => giveUp('it does not get ready again'),
    };
    const server = await serve(served, join(socketDirectory, socketFile));
    return async () => {
      server.close();
      await database.close();
      await unlock();
      await rm(socketDirectory, { recursive: true, force: true });
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function main(directory: string, socketDirectory: string): Promise<void> {
  // Ctrl-C reaches the whole process group; the parent decides when the database ends.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  // The parent says stop by closing the channel, and so does its death.
  const parentGone = new Promise<void>((resolve) => process.once('disconnect', resolve));
  const close = await open(directory, socketDirectory);
  await tell({ ready: true });
  await parentGone;
  await close();
}

const [directory = '', socketDirectory = ''] = process.argv.slice(2);
main(directory, socketDirectory).then(
  () => process.exit(0),
  async (error: unknown) => {
    const { code = 'database_failed', message } = error as Error & { code?: string };
    await tell({ failed: { code, message } });
    process.exit(1);
  },
);
