import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { connect, engines, type TestDatabase } from '../testing/database.test.support';
import { isDatabaseUnavailable } from './database-unavailable';
import type { Database } from './open-database';

/** Listens, and never says a word: what a half-open connection looks like. */
async function silentServer(): Promise<{ url: string; close: () => void }> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `postgresql://x@127.0.0.1:${(server.address() as AddressInfo).port}/x`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function timed(work: Promise<unknown>): Promise<{ error: unknown; seconds: number }> {
  const began = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, seconds: (performance.now() - began) / 1000 };
}

test('a server that refuses connections is unavailable at once', async () => {
  const db = connect('postgresql://x@127.0.0.1:1/x');
  const { error, seconds } = await timed(sql`select 1`.execute(db));
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(seconds).toBeLessThan(0.5);
  await db.destroy();
});

test('a server that accepts and says nothing is given up after the connect timeout, queue and all', async () => {
  const server = await silentServer();
  const db = connect(server.url, {
    DATABASE_POOL_SIZE: '2',
    DATABASE_QUEUE_SIZE: '3',
    DATABASE_CONNECT_TIMEOUT_SECONDS: '0.3',
  });
  const all = await Promise.all(Array.from({ length: 10 }, () => timed(sql`select 1`.execute(db))));
  expect(all.every(({ error }) => isDatabaseUnavailable(error))).toBe(true);
  expect(all.filter(({ seconds }) => seconds > 1)).toEqual([]);
  expect(all.filter(({ error }) => /requests wait/.test(String(error)))).not.toHaveLength(0);
  server.close();
  await db.destroy();
});

describe.each(engines)('$name', (engine) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await engine.start();
    db = connect(database.url, { DATABASE_POOL_SIZE: '2', DATABASE_STATEMENT_TIMEOUT_SECONDS: '0.3' });
  });
  afterAll(async () => {
    await db.destroy();
    await database.stop();
  });

  test("a statement's own error is no unavailability, and costs no connection", async () => {
    const { error } = await timed(sql`select 1/0`.execute(db));
    expect(error).toMatchObject({ code: '22012' });
    expect(isDatabaseUnavailable(error)).toBe(false);
    await sql`select 1`.execute(db);
  });

  test('a statement that takes too long is given up, and its slot is free again', async () => {
    const slow = sql`select pg_sleep(4)`;
    const all = await Promise.all([1, 2].map(() => timed(slow.execute(db))));
    expect(all.every(({ error }) => isDatabaseUnavailable(error))).toBe(true);
    // The statement's time and its grace, or the wait for a connection to the engine's only session.
    expect(all.filter(({ seconds }) => seconds > 2.8)).toEqual([]);
    const patient = connect(database.url, { DATABASE_CONNECT_TIMEOUT_SECONDS: '10' });
    await sql`select 1`.execute(patient);
    await patient.destroy();
    await sql`select 1`.execute(db);
  });
});
