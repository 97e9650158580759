import { setTimeout as sleep } from 'node:timers/promises';
import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { copyOfTemplate } from '../../testing/database.test.support';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database';

let folder: string;
let database: EmbeddedDatabase;
const clients: Client[] = [];

async function client(): Promise<Client> {
  const one = new Client({ connectionString: database.url });
  one.on('error', () => undefined);
  await one.connect();
  clients.push(one);
  return one;
}

beforeAll(async () => {
  folder = await copyOfTemplate();
  database = await startEmbeddedDatabase(folder);
});
afterEach(async () => {
  for (const one of clients.splice(0)) await one.end();
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

test('clients that ask at the same time get their own answers', async () => {
  const connected = await Promise.all(Array.from({ length: 5 }, client));
  const askAll = async (one: Client, index: number): Promise<boolean[]> => {
    const right: boolean[] = [];
    for (let number = 0; number < 100; number += 1) {
      const wanted = `${index}/${number}`;
      const { rows } = await one.query<{ got: string }>('select $1::text as got', [wanted]);
      right.push(rows[0]?.got === wanted);
    }
    return right;
  };
  const answers = (await Promise.all(connected.map(askAll))).flat();
  expect(answers).toHaveLength(500);
  expect(answers).not.toContain(false);
});

test('a transaction keeps others out until it ends', async () => {
  const [one, two] = [await client(), await client()];
  await one.query('create table if not exists turns (who text)');
  await one.query('begin');
  await one.query("insert into turns values ('one')");
  const second = two.query("insert into turns values ('two')");
  await one.query("insert into turns values ('one again')");
  await one.query('commit');
  await second;
  const { rows } = await one.query<{ who: string }>('select who from turns');
  expect(rows.map(({ who }) => who)).toEqual(['one', 'one again', 'two']);
});

test('the transaction of a client that goes away is undone', async () => {
  const [one, two] = [await client(), await client()];
  await one.query('create table if not exists undone (n int)');
  await one.query('begin');
  await one.query('insert into undone values (1)');
  (one as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  const { rows } = await two.query<{ count: string }>('select count(*) from undone');
  expect(rows[0]?.count).toBe('0');
});

test('an error in a statement leaves the connection usable', async () => {
  const one = await client();
  await expect(one.query('select $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' });
  expect((await one.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
});

test('a second start on the same folder is refused', async () => {
  await expect(startEmbeddedDatabase(folder)).rejects.toMatchObject({ code: 'database_locked' });
  expect((await (await client()).query('select 1 as n')).rows).toEqual([{ n: 1 }]);
});

test('what was committed survives the death of the process, and another one serves it at the same address', async () => {
  const one = await client();
  await one.query('create table kept (n int)');
  for (let n = 0; n < 50; n += 1) await one.query('insert into kept values ($1)', [n]);
  const { pid } = database;
  process.kill(pid, 'SIGKILL');
  while (database.pid === pid) await sleep(50);
  const { rows } = await (await client()).query<{ count: string }>('select count(*) from kept');
  expect(rows[0]?.count).toBe('50');
});
