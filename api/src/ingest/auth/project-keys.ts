import type { CacheRecorder } from '@express-slo-stack/observability';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Schema } from '../../store/schema';

/** What ingestion has to know of a project and the key an event came by. */
export interface ProjectKey {
  readonly keyId: string;
  readonly projectId: number;
  readonly isAcceptingEvents: boolean;
  /** Per cent of events refused, 0 to 100. */
  readonly throttleRate: number;
  /** Events per window in seconds; undefined for no limit. */
  readonly rateLimit: { readonly count: number; readonly window: number } | undefined;
  readonly scrubAddresses: boolean;
}

/** The active keys of all projects, with a memory. */
export interface ProjectKeys {
  /** The key if it is active and belongs to the project, else undefined. Rejects when the database cannot tell. */
  find(projectId: string, publicKey: string): Promise<ProjectKey | undefined>;
  /** True when the pair was looked up a short time ago and is not a key. Asks nobody. */
  isKnownBad(projectId: string, publicKey: string): boolean;
  /** Forgets everything; to be called after a change to keys, projects or organizations. */
  clear(): void;
}

export interface ProjectKeysOptions {
  /** Most keys remembered, and as many pairs that are no key. */
  readonly size: number;
  /** How long, in seconds; 0 remembers nothing. */
  readonly seconds: number;
  /** Told of each look-up. */
  readonly recorder: Pick<CacheRecorder, 'hit' | 'miss'>;
}

/** PostgreSQL's `integer`: a larger project id cannot exist, and would be an error in the query. */
const maxProjectId = 2 ** 31 - 1;

async function lookUp(
  db: Kysely<Schema>,
  projectId: number,
  publicKey: string,
): Promise<ProjectKey | undefined> {
  const row = await db
    .selectFrom('project_keys as key')
    .innerJoin('projects as project', 'project.id', 'key.project_id')
    .innerJoin('organizations as organization', 'organization.id', 'project.organization_id')
    .select([
      'key.id as keyId',
      'project.id as projectId',
      'organization.is_accepting_events as isAcceptingEvents',
      'project.event_throttle_rate as throttleRate',
      'key.rate_limit_count as count',
      'key.rate_limit_window as window',
      'project.scrub_ip_addresses as projectScrubs',
      'organization.scrub_ip_addresses as organizationScrubs',
    ])
    .where('key.public_key', '=', publicKey)
    .where('key.project_id', '=', projectId)
    .where('key.is_active', '=', true)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { count, window, projectScrubs, organizationScrubs, ...key } = row;
  return {
    ...key,
    rateLimit: count !== null && window !== null && window > 0 ? { count, window } : undefined,
    scrubAddresses: projectScrubs || organizationScrubs,
  };
}

/**
 * Reads project keys and remembers what it read. What is no key is remembered by project *and* key, so that nobody
 * can shut a project's ingestion by guessing keys for it, and apart from the real keys, so that guesses push none out.
 */
export function createProjectKeys(
  db: Kysely<Schema>,
  { size, seconds, recorder }: ProjectKeysOptions,
): ProjectKeys {
  const memory = { max: size, ttl: Math.max(1, seconds * 1000) };
  const good = new LRUCache<string, ProjectKey>(memory);
  const bad = new LRUCache<string, true>(memory);
  /** One query for all who ask the same at the same time, as after a start or when an entry grows old. */
  const asked = new Map<string, Promise<ProjectKey | undefined>>();
  let generation = 0;
  const nameOf = (projectId: string, publicKey: string) => `${projectId}:${publicKey}`;

  async function ask(name: string, projectId: number, publicKey: string) {
    const begun = generation;
    const key = await lookUp(db, projectId, publicKey);
    // A look-up that began before `clear` may know the state before the change.
    if (seconds > 0 && begun === generation) {
      if (key === undefined) bad.set(name, true);
      else good.set(name, key);
    }
    return key;
  }

  return {
    isKnownBad(projectId, publicKey) {
      const isKnown = bad.has(nameOf(projectId, publicKey));
      // What is not known to be bad is looked up next, and counted there.
      if (isKnown) recorder.hit();
      return isKnown;
    },
    clear() {
      generation += 1;
      asked.clear();
      good.clear();
      bad.clear();
    },
    async find(projectId, publicKey) {
      const name = nameOf(projectId, publicKey);
      const known = good.get(name);
      const isKnown = known !== undefined || bad.has(name);
      recorder[isKnown ? 'hit' : 'miss']();
      if (isKnown || Number(projectId) > maxProjectId) return known;
      const running = asked.get(name);
      if (running !== undefined) return running;
      const asking = ask(name, Number(projectId), publicKey).finally(() => {
        if (asked.get(name) === asking) asked.delete(name);
      });
      asked.set(name, asking);
      return asking;
    },
  };
}
