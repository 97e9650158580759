import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type RunningApi } from '../start-api';
import { engines, type Engine } from '../testing/database.test.support';

/** A project to send to. */
export interface TestProject {
  readonly id: string;
  readonly slug: string;
  readonly dsn: string;
  /** The public key of its DSN. */
  readonly publicKey: string;
}

/** The real API on a database of its own. */
export interface TestApi {
  readonly url: string;
  /** Calls the REST interface as the administrator. */
  rest<T>(method: string, path: string, body?: unknown): Promise<T>;
  createProject(name: string): Promise<TestProject>;
  /** Sends to a project, by its key unless `init.key` is null. */
  send(project: TestProject, init?: SendOptions): Promise<Response>;
  /** What happened to items since the last call, as `category outcome reason` to count. */
  itemsSince(): Promise<Record<string, number>>;
  metrics(): Promise<string>;
  /** Takes the database away for good. */
  stopDatabase(): Promise<void>;
  stop(): Promise<void>;
}

export interface SendOptions extends RequestInit {
  readonly endpoint?: 'envelope' | 'store' | 'security';
  /** The query's `sentry_key`; null for none. */
  readonly key?: string | null;
  readonly slash?: boolean;
}

export const organization = 'acme';

const itemSample = /^gt_ingest_items_total\{category="(\w+)",outcome="(\w+)",reason="(\w+)"\} (\d+)$/gm;

/** The engine that needs nothing to be installed. */
export const [embedded] = engines as readonly [Engine];

export async function startTestApi(engine: Engine, env: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), 'ingest-'));
  const database = await engine.start();
  let api: RunningApi;
  try {
    api = await startApi({
      env: {
        PORT: '0',
        DATABASE_URL: database.url,
        SECRETS_DIR: join(folder, 'secrets'),
        LOG_LEVEL: 'silent',
        SHUTDOWN_DELAY_SECONDS: '0',
        // A client would send on a connection that the server, after a pause in a busy test, is closing.
        KEEP_ALIVE_TIMEOUT_SECONDS: '120',
        ...env,
      },
    });
  } catch (error) {
    await database.stop();
    throw error;
  }
  const secret = async (name: string) => (await readFile(join(folder, 'secrets', name), 'utf8')).trim();
  const [admin, scrape] = await Promise.all([secret('admin-token'), secret('scrape-token')]);

  async function rest<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${api.url}/api/0/${path}`, {
      method,
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async function metrics(): Promise<string> {
    const headers = { authorization: `Bearer ${scrape}` };
    const response = await fetch(`${api.url}/api/0/observability`, { headers });
    return response.text();
  }

  let last: Record<string, number> = {};
  async function itemsSince() {
    const now: Record<string, number> = {};
    for (const [, category, outcome, reason, value] of (await metrics()).matchAll(itemSample)) {
      now[`${category} ${outcome} ${reason}`] = Number(value);
    }
    const changes = Object.entries(now)
      .map(([name, value]) => [name, value - (last[name] ?? 0)] as const)
      .filter(([, value]) => value !== 0);
    last = now;
    return Object.fromEntries(changes);
  }

  async function stop() {
    await api.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }

  try {
    await rest('POST', 'organizations/', { name: organization });
    await rest('POST', `organizations/${organization}/teams/`, { slug: 'team' });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: api.url,
    rest,
    metrics,
    itemsSince,
    async createProject(name) {
      const { id, slug } = await rest<{ id: string; slug: string }>(
        'POST',
        `teams/${organization}/team/projects/`,
        { name },
      );
      const keys = await rest<{ public: string; dsn: { public: string } }[]>(
        'GET',
        `projects/${organization}/${slug}/keys/`,
      );
      const [key] = keys;
      if (key === undefined) throw new Error(`project ${slug} has no key`);
      return { id, slug, dsn: key.dsn.public, publicKey: key.public };
    },
    send(project, { endpoint = 'envelope', key = project.publicKey, slash = true, ...init } = {}) {
      const query = key === null ? '' : `?sentry_version=7&sentry_key=${key}`;
      return fetch(`${api.url}/api/${project.id}/${endpoint}${slash ? '/' : ''}${query}`, {
        method: 'POST',
        ...init,
      });
    },
    stopDatabase: () => database.stop(),
    stop,
  };
}

/** An envelope of items; a payload that is no Buffer is sent as JSON. */
export function envelope(header: object, items: readonly [object, unknown][]): Buffer {
  const lines = items.flatMap(([itemHeader, payload]) => [
    Buffer.from(JSON.stringify(itemHeader)),
    Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload)),
  ]);
  return Buffer.concat(
    [Buffer.from(JSON.stringify(header)), ...lines].flatMap((line) => [line, Buffer.from('\n')]),
  );
}
