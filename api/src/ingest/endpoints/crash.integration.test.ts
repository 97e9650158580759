import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { engines, connect, type TestDatabase } from '../../testing/database.test.support';
import type { Database } from '../../store/open-database';
import { envelope } from '../api.test.support';

const program = join(__dirname, '../../../dist/main.js');
const publicKey = randomUUID().replaceAll('-', '');
const senders = 12;
const rounds = 3;
const eventsPerRound = 150;

describe.each(engines)('on the $name engine', (engine) => {
  let database: TestDatabase;
  let db: Database;
  let folder: string;
  let api: { child: ChildProcess; url: string };
  let projectId: number;

  async function start() {
    const env = { PATH: process.env.PATH, PORT: '0', DATABASE_URL: database.url, SECRETS_DIR: folder };
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      const { msg, url } = JSON.parse(line) as { msg: string; url?: string };
      if (msg === 'listening' && url !== undefined) {
        child.stdout.resume();
        return { child, url };
      }
    }
    throw new Error('the API ended before it listened');
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crash-'));
    database = await engine.start();
    db = connect(database.url);
    api = await start();
    const slug = 'crash';
    const organization = { slug, name: slug };
    const { id } = await db
      .insertInto('organizations')
      .values(organization)
      .returning('id')
      .executeTakeFirstOrThrow();
    const project = { organization_id: id, slug, name: slug };
    const made = await db.insertInto('projects').values(project).returning('id').executeTakeFirstOrThrow();
    projectId = made.id;
    await db.insertInto('project_keys').values({ project_id: projectId, public_key: publicKey }).execute();
  }, 60_000);
  afterAll(async () => {
    api.child.kill('SIGKILL');
    await db.destroy();
    await database.stop();
    await rm(folder, { recursive: true });
  });

  /** True when the API says that it has the event. */
  async function send(eventId: string, issue: number): Promise<boolean> {
    const body = envelope({ event_id: eventId }, [
      [{ type: 'event' }, { message: 'm', fingerprint: [issue] }],
    ]);
    const url = `${api.url}/api/${projectId}/envelope/?sentry_key=${publicKey}`;
    try {
      const response = await fetch(url, { method: 'POST', body });
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  it('what was answered 200 is there once, however often the API is killed', async () => {
    const acknowledged = new Set<string>();
    let retries = 0;

    for (let round = 0; round < rounds; round += 1) {
      const waiting = Array.from({ length: eventsPerRound }, () => randomUUID().replaceAll('-', ''));
      let killed = false;
      const killAndRestart = async () => {
        while (acknowledged.size < (round + 0.5) * eventsPerRound) await sleep(5);
        const { child } = api;
        child.kill('SIGKILL');
        await once(child, 'exit');
        killed = true;
        api = await start();
      };
      const sender = async (issue: number) => {
        for (let eventId = waiting.pop(); eventId !== undefined; eventId = waiting.pop()) {
          while (!(await send(eventId, issue % 3))) {
            retries += 1;
            await sleep(20);
          }
          acknowledged.add(eventId);
        }
      };
      await Promise.all([killAndRestart(), ...Array.from({ length: senders }, (_, issue) => sender(issue))]);
      expect(killed).toBe(true);
    }

    expect(retries).toBeGreaterThan(0);
    const stored = await db.selectFrom('events').select('event_id').execute();
    expect(stored.map(({ event_id }) => event_id).sort()).toEqual([...acknowledged].sort());
    const counted = await db
      .selectFrom('issues')
      .select([sql<string>`sum(event_count)`.as('events'), sql<string>`count(*)`.as('issues')])
      .executeTakeFirstOrThrow();
    expect(counted).toEqual({ events: String(rounds * eventsPerRound), issues: '3' });
  }, 120_000);
});
