import { createServer, connect as connectTo, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { connect, engines, type TestDatabase } from '../testing/database.test.support';
import { openedAtOnce } from './connection-queue';
import { isDatabaseUnavailable } from './database-unavailable';

let embedded: TestDatabase;
beforeAll(async () => {
  const engine = engines.find(({ name }) => name === 'embedded');
  if (engine === undefined) throw new Error('There is no embedded database');
  embedded = await engine.start();
});
afterAll(() => embedded.stop());

/** A server that begins every handshake late, as one with too much to do does. */
async function slowServer(delayMs: number) {
  const counts = { begun: 0, now: 0, mostAtOnce: 0 };
  const socketFile = join(new URL(embedded.url).searchParams.get('host') ?? '', '.s.PGSQL.5432');
  const server = createServer((socket) => {
    counts.begun += 1;
    counts.now += 1;
    counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.now);
    socket.on('error', () => undefined);
    setTimeout(() => {
      counts.now -= 1;
      const inner = connectTo(socketFile).on('error', () => socket.destroy());
      socket.pipe(inner).pipe(socket);
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `postgresql://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`;
  return { counts, server, url };
}

test('fifty requests at once open few connections at a time, and share what is open', async () => {
  const { counts, server, url } = await slowServer(50);
  const db = connect(url, { DATABASE_POOL_SIZE: '40', DATABASE_CONNECT_TIMEOUT_SECONDS: '30' });
  await Promise.all(Array.from({ length: 50 }, () => sql`select 1`.execute(db)));
  expect(counts.mostAtOnce).toBe(openedAtOnce);
  expect(counts.begun).toBeLessThan(40);
  await db.destroy();
  server.close();
});

test('a connection that is ready after its request has gone is the next request’s', async () => {
  const { counts, server, url } = await slowServer(2_500);
  const db = connect(url, { DATABASE_POOL_SIZE: '40', DATABASE_CONNECT_TIMEOUT_SECONDS: '2' });
  const requests = Array.from({ length: 10 }, () => sql`select 1`.execute(db));
  const ended = await Promise.allSettled(requests);
  expect(ended.map((one) => one.status === 'rejected' && isDatabaseUnavailable(one.reason))).not.toContain(
    false,
  );
  await sleep(1_000);
  await sql`select 1`.execute(db);
  expect(counts.begun).toBe(openedAtOnce);
  await db.destroy();
  server.close();
});

test('where the server is not there, all who wait are told at once', async () => {
  const db = connect('postgresql://x@127.0.0.1:1/x', { DATABASE_CONNECT_TIMEOUT_SECONDS: '60' });
  const ended = await Promise.allSettled(Array.from({ length: 30 }, () => sql`select 1`.execute(db)));
  expect(ended.map((one) => one.status === 'rejected' && isDatabaseUnavailable(one.reason))).not.toContain(
    false,
  );
  await db.destroy();
});
