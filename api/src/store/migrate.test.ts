import { connect, engines, type TestDatabase } from '../testing/database.test.support';
import { migrate } from './migrate';
import { migrations } from './migrations';
import type { Database } from './open-database';

describe.each(engines)('$name', (engine) => {
  let database: TestDatabase;
  let instances: Database[];
  beforeAll(async () => {
    database = await engine.start();
    instances = [connect(database.url), connect(database.url), connect(database.url)];
    await instances[0]?.schema.dropSchema('public').cascade().execute();
    await instances[0]?.schema.createSchema('public').execute();
  });
  afterAll(async () => {
    await Promise.all(instances.map((db) => db.destroy()));
    await database.stop();
  });

  test('of several instances that start at once, one migrates', async () => {
    const applied = await Promise.all(instances.map((db) => migrate(db)));
    expect(applied.flat()).toEqual(Object.keys(migrations));
  });

  test('a second start has nothing to do', async () => {
    expect(await migrate(instances[0] as Database)).toEqual([]);
  });
});
