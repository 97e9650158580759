import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import type { ApiHooks } from '../app';
import { type RunningApi, startApi } from '../start-api';
import type { Database } from '../store/open-database';
import { connect, type Engine } from './database.test.support';

/** An API of a test's own, on a free port, with a database and secrets of its own. */
export interface TestApi {
  api: RunningApi;
  db: Database;
  databaseUrl: string;
  secretsDirectory: string;
  /** Requests with the admin token. */
  admin: ReturnType<typeof supertest.agent>;
  /** Requests without a token, or with one of your own. */
  anyone: ReturnType<typeof supertest.agent>;
  adminToken: string;
  scrapeToken: string;
  /** Takes the database away for good. */
  stopDatabase(): Promise<void>;
  stop(): Promise<void>;
}

/** An answer whose body has yet to be looked at. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  text: string;
}

/** Waits for a request's answer; supertest itself types bodies as `any`. */
export const answerTo = async (request: supertest.Test): Promise<Answer> => request;

export interface TestApiOptions {
  engine: Engine;
  env?: NodeJS.ProcessEnv;
  hooks?: ApiHooks;
}

export async function startTestApi({ engine, env = {}, hooks = {} }: TestApiOptions): Promise<TestApi> {
  const database = await engine.start();
  const secretsDirectory = await mkdtemp(join(tmpdir(), 'express-slo-secrets-'));
  const api = await startApi({
    env: {
      PORT: '0',
      LOG_LEVEL: 'silent',
      SHUTDOWN_DELAY_SECONDS: '0',
      DATABASE_URL: database.url,
      SECRETS_DIR: secretsDirectory,
      ...env,
    },
    hooks,
  });
  const db = connect(database.url);
  const token = async (name: string) => (await readFile(join(secretsDirectory, name), 'utf8')).trim();
  const adminToken = await token('admin-token');
  let stopping: Promise<void> | undefined;
  return {
    api,
    db,
    databaseUrl: database.url,
    secretsDirectory,
    adminToken,
    scrapeToken: await token('scrape-token'),
    admin: supertest.agent(api.url).set('Authorization', `Bearer ${adminToken}`),
    anyone: supertest.agent(api.url),
    stopDatabase: () => (stopping ??= database.stop()),
    stop: async () => {
      await db.destroy();
      await api.stop();
      await (stopping ??= database.stop());
      await rm(secretsDirectory, { recursive: true, force: true });
    },
  };
}
