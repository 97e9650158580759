import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { copyOfTemplate } from '../../testing/database.test.support';
import { message } from './backend-messages';
import { socketFile } from './places';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database';

let folder: string;
let database: EmbeddedDatabase;
let client: Client;
let pid: number;

async function connected(): Promise<Client> {
  const one = new Client({ connectionString: database.url });
  one.on('error', () => undefined);
  await one.connect();
  return one;
}

beforeAll(async () => {
  folder = await copyOfTemplate();
  database = await startEmbeddedDatabase(folder);
});
beforeEach(async () => {
  client = await connected();
  ({ pid } = database);
  await client.query('create table if not exists rows (n int)');
});
afterEach(() => client.end());
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

test.each([
  'COPY rows FROM STDIN',
  '/* a comment */ -- and another\n\t cOpY rows ( n ) from\nstdout with (format csv)',
  'insert into rows values (1); copy rows from stdin; insert into rows values (2)',
])('%s is refused with an error, and its transaction is undone', async (sql) => {
  await expect(client.query(sql)).rejects.toMatchObject({
    code: '57014',
    message: expect.stringContaining('no COPY … FROM STDIN: use INSERT') as string,
  });
  expect((await client.query('select * from rows')).rows).toEqual([]);
  expect(database.pid).toBe(pid);
});

test('COPY FROM STDIN by the extended protocol is refused too, and inside a transaction fails it', async () => {
  await client.query('begin');
  const prepared = client.query({ name: 'copying', text: 'copy rows from stdin', values: [] });
  await expect(prepared).rejects.toMatchObject({ code: '57014' });
  await expect(client.query('select 1')).rejects.toMatchObject({ code: '25P02' });
  await client.query('rollback');
  expect(database.pid).toBe(pid);
});

test('large parameters, large results and COPY TO STDOUT come whole', async () => {
  const text = 'x'.repeat(12_000_000);
  const { rows } = await client.query<{ length: number; text: string }>('select length($1), $1 as text', [
    text,
  ]);
  expect(rows[0]?.length).toBe(text.length);
  expect(rows[0]?.text === text).toBe(true);
  await expect(client.query('copy rows to stdout')).resolves.toBeDefined();
  expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
});

/** Sends bytes on a connection of its own and returns what comes until the server closes it. */
async function exchange(bytes: Buffer): Promise<string> {
  const path = new URL(database.url).searchParams.get('host') ?? '';
  const socket = createConnection(join(path, socketFile));
  socket.write(bytes);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  await once(socket, 'close');
  return answer;
}

const startup = (settings = 'user\0postgres\0\0') => {
  const body = Buffer.from(settings);
  const head = Buffer.from([0, 0, 0, 8 + body.length, 0, 3, 0, 0]);
  return Buffer.concat([head, body]);
};

test.each([
  ['an unknown message', Buffer.concat([startup(), message('!')]), 'invalid frontend message type 33'],
  ['a password', Buffer.concat([startup(), message('p', 'x\0')]), 'invalid frontend message type 112'],
  [
    'a message without length',
    Buffer.concat([startup(), Buffer.from([81, 0, 0, 0, 0])]),
    'message of length 1',
  ],
  ['a start-up without length', Buffer.from([0, 0, 0, 0, 4, 210, 22, 47]), 'start-up request of length 0'],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'unknown start-up request'],
  [
    'a wrong replication mode',
    Buffer.concat([startup('replication\0zzz\0\0'), message('X')]),
    'server_version',
  ],
  ['a start-up without a user', Buffer.concat([startup('\0'), message('X')]), 'server_version'],
])('after %s the client has its answer and the others go on', async (_, bytes, text) => {
  expect(await exchange(bytes)).toContain(text);
  expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  expect(database.pid).toBe(pid);
});

const noEnd = `create or replace function no_end() returns int language plpgsql as
  $$ begin return no_end(); end $$; select no_end()`;
test.each([
  ['recursion without end', [noEnd]],
  ['COPY of a program', ["copy rows from program 'true'"]],
  ['a time limit of its own', ['begin; set transaction_timeout = 10', 'select 1']],
])('a session that %s ends is followed by another', async (_, statements) => {
  for (const sql of statements) {
    await client.query(sql).catch(() => undefined);
    await sleep(200);
  }
  while (database.pid === pid) await sleep(50);
  const other = await connected();
  expect((await other.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  await other.end();
});

test('the memory does not grow with what was asked', async () => {
  const residentKb = async (): Promise<number> => {
    return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${database.pid}/status`, 'utf8'))?.[1]);
  };
  const ask = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) await client.query('select generate_series(1, 100)');
  };
  await ask(1_000);
  const before = await residentKb();
  await ask(3_000);
  // What is kept of each answer would be 60 MB and more.
  expect(await residentKb()).toBeLessThan(before + 30_000);
});
