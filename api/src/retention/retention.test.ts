import { randomUUID } from 'node:crypto';
import { Registry } from 'prom-client';
import type { Database } from '../store/open-database';
import { connect, engines, silent, type TestDatabase } from '../testing/database.test.support';
import { Retention } from './retention';
import { createRetentionMetrics } from './retention-metrics';

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);

describe.each(engines)('$name', (engine) => {
  let database: TestDatabase;
  let db: Database;
  let projectId: number;

  async function issue(hash: string, ages: readonly number[]): Promise<string> {
    const common = { project_id: projectId, type: 'error', level: 'error', title: hash } as const;
    const { id } = await db
      .insertInto('issues')
      .values({
        ...common,
        grouping_hash: hash,
        metadata: '{}',
        first_seen: daysAgo(999),
        last_seen: daysAgo(0),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const age of ages) {
      await db
        .insertInto('events')
        .values({
          ...common,
          issue_id: id,
          event_id: randomUUID().replaceAll('-', ''),
          // The client's clock says nothing about how long we have had it.
          occurred_at: daysAgo(0),
          received_at: daysAgo(age),
          ...{
            metadata: '{}',
            tags: '[]',
            entries: '[]',
            contexts: '{}',
            extra: '{}',
            packages: '{}',
            errors: '[]',
          },
        })
        .execute();
    }
    return id;
  }

  beforeAll(async () => {
    database = await engine.start();
    db = connect(database.url);
    const organization = await db
      .insertInto('organizations')
      .values({ slug: 'o', name: 'O' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const project = await db
      .insertInto('projects')
      .values({ organization_id: organization.id, slug: 'p', name: 'P' })
      .returning('id')
      .executeTakeFirstOrThrow();
    projectId = project.id;
  });
  afterAll(async () => {
    await db.destroy();
    await database.stop();
  });

  test('old events go, in batches, and issues that they leave empty', async () => {
    const mixed = await issue('mixed', [31, 31, 31, 29, 0]);
    await issue('old', [40, 50, 60, 70]);
    const young = await issue('young', [1]);
    const registry = new Registry();
    const retention = new Retention({
      db,
      logger: silent,
      metrics: createRetentionMetrics(registry),
      config: { RETENTION_DAYS: 30, RETENTION_INTERVAL_MINUTES: 60, RETENTION_BATCH_SIZE: 2 },
    });

    expect(await retention.run()).toEqual({ events: 7, issues: 1 });

    const left = await db.selectFrom('issues').select('id').orderBy('id').execute();
    expect(left.map(({ id }) => id)).toEqual([mixed, young]);
    const events = await db.selectFrom('events').select('issue_id').orderBy('sequence').execute();
    expect(events.map(({ issue_id }) => issue_id)).toEqual([mixed, mixed, young]);
    const metrics = await registry.metrics();
    expect(metrics).toContain('gt_retention_deleted_total{kind="event"} 7');
    expect(metrics).toContain('gt_retention_deleted_total{kind="issue"} 1');
    expect(metrics).toContain('gt_retention_runs_total{result="success"} 1');
    expect(await retention.run()).toEqual({ events: 0, issues: 0 });
  });
});

test('a run without a database is counted as failed and throws nothing', async () => {
  const registry = new Registry();
  const db = connect('postgresql://x@127.0.0.1:1/x');
  const retention = new Retention({
    db,
    logger: silent,
    metrics: createRetentionMetrics(registry),
    config: { RETENTION_DAYS: 30, RETENTION_INTERVAL_MINUTES: 60, RETENTION_BATCH_SIZE: 2 },
  });
  await retention.run();
  expect(await registry.metrics()).toContain('gt_retention_runs_total{result="failure"} 1');
  await db.destroy();
});
