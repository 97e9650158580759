import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadConfig } from '../config/load-config';
import { createLogger } from '../logging/logger';
import { startEmbeddedDatabase } from '../store/embedded/start-embedded-database';
import { migrate } from '../store/migrate';
import { migrations } from '../store/migrations';
import { connectTo, type Database } from '../store/open-database';

// A start of PGlite takes a second on an idle machine, and fifteen on one that is busy with other suites.
jest.setTimeout(120_000);

/** A database of a test's own. */
export interface TestDatabase {
  url: string;
  /** Gives the database back. */
  stop(): Promise<void>;
}

export interface Engine {
  name: 'embedded' | 'postgresql';
  start(): Promise<TestDatabase>;
}

export const silent = createLogger({ LOG_LEVEL: 'silent' });

/** Connects as the API does. */
export const connect = (url: string, env: NodeJS.ProcessEnv = {}): Database =>
  connectTo(url, loadConfig(env), silent);

const fingerprint = createHash('sha256').update(Object.keys(migrations).join()).digest('hex').slice(0, 8);
const template = join(tmpdir(), `express-slo-stack-template-${process.getuid?.() ?? 0}-${fingerprint}`);

/** A migrated data folder, made once on this machine: creating one takes seconds, copying it does not. */
async function ensureTemplate(): Promise<string> {
  if (existsSync(template)) return template;
  const draft = await mkdtemp(`${template}-`);
  const embedded = await startEmbeddedDatabase(draft);
  const db = connect(embedded.url);
  await migrate(db);
  await db.destroy();
  await embedded.stop();
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
  return template;
}

/** A fresh, migrated data folder for an embedded database. */
export async function copyOfTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'express-slo-test-'));
  await cp(await ensureTemplate(), folder, { recursive: true });
  return folder;
}

const embeddedEngine: Engine = {
  name: 'embedded',
  async start() {
    const folder = await copyOfTemplate();
    const embedded = await startEmbeddedDatabase(folder);
    return {
      url: embedded.url,
      stop: async () => {
        await embedded.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

async function administer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const postgresqlEngine = (server: string): Engine => ({
  name: 'postgresql',
  async start() {
    const name = `test_${randomBytes(6).toString('hex')}`;
    await administer(server, `create database ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    const db = connect(url.href);
    await migrate(db);
    await db.destroy();
    return {
      url: url.href,
      stop: () => administer(server, `drop database ${name} with (force)`),
    };
  },
});

const server = process.env['DATABASE_URL_TEST'];
if (server === undefined) {
  process.stderr.write('PostgreSQL is left out: DATABASE_URL_TEST names no server. PGlite is tested.\n');
}

/** The engines that tests of the store run on: the embedded one, and the server in `DATABASE_URL_TEST`. */
export const engines: readonly Engine[] = [
  embeddedEngine,
  ...(server === undefined ? [] : [postgresqlEngine(server)]),
];
