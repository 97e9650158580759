import { sql } from 'kysely';
import { loadConfig } from '../config/load-config';
import { engines, silent, type TestDatabase } from '../testing/database.test.support';
import { connectTo, type Database } from './open-database';
import type { RowChange } from './row-changes';
import type { StoreRecorder } from './store-recorder';

let told: string[] = [];
let committed: RowChange[] = [];
const recorder: StoreRecorder = {
  connecting: () => told.push('connecting'),
  connectionFailed: () => told.push('connection failed'),
  executed: (seconds) => told.push(seconds > 0 ? 'executed' : 'executed in no time'),
  failed: (type) => told.push(type),
  committed: (change) => committed.push(change),
};
const open = (url: string) => connectTo(url, loadConfig({ DATABASE_POOL_SIZE: '1' }), silent, recorder);
beforeEach(() => ([told, committed] = [[], []]));

describe.each(engines)('$name', (engine) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await engine.start();
    db = open(database.url);
    await sql`select 1`.execute(db);
  });
  afterAll(async () => {
    await db.destroy();
    await database.stop();
  });

  const organizations = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: slug }));
  const insert = (into: Database, ...slugs: string[]) =>
    into
      .insertInto('organizations')
      .values(organizations(...slugs))
      .execute();

  test('rows inserted, updated and deleted are told by table', async () => {
    await insert(db, 'a', 'b');
    await db.updateTable('organizations').set({ name: 'x' }).execute();
    await db.deleteFrom('organizations').where('slug', '=', 'a').execute();
    await db.selectFrom('organizations').selectAll().execute();
    expect(committed).toEqual([
      { table: 'organizations', operation: 'insert', rows: 2 },
      { table: 'organizations', operation: 'update', rows: 2 },
      { table: 'organizations', operation: 'delete', rows: 1 },
    ]);
    expect(told).toEqual(Array(4).fill('executed'));
  });

  test('rows of a transaction count when it is committed, and not when it is rolled back', async () => {
    await db.transaction().execute(async (transaction) => {
      await insert(transaction, 'c');
      expect(committed).toEqual([]);
    });
    expect(committed).toEqual([{ table: 'organizations', operation: 'insert', rows: 1 }]);

    const failing = db.transaction().execute(async (transaction) => {
      await insert(transaction, 'd');
      await insert(transaction, 'c');
    });
    await expect(failing).rejects.toThrow('duplicate key');
    expect(committed).toHaveLength(1);
    expect(told).toEqual(['executed', 'executed', 'IntegrityError', 'executed']);
  });

  test.each([
    ['select 1 / 0', 'DataError'],
    ['select * from nowhere', 'ProgrammingError'],
    [`do 'begin raise query_canceled; end'`, 'OperationalError'],
  ])('the error of "%s" is told as %s', async (statement, type) => {
    await expect(sql.raw(statement).execute(db)).rejects.toThrow();
    expect(told).toEqual([type, 'executed']);
  });

  test('a connection is told when it is opened', async () => {
    const other = open(database.url);
    await sql`select 1`.execute(other);
    await sql`select 1`.execute(other);
    expect(told).toEqual(['connecting', 'executed', 'executed']);
    await other.destroy();
  });
});

test('a connection that cannot be opened is told', async () => {
  const db = open('postgresql://x@127.0.0.1:1/x');
  await expect(sql`select 1`.execute(db)).rejects.toThrow('not available');
  expect(told).toEqual(['connecting', 'connection failed', 'OperationalError']);
  await db.destroy();
});
