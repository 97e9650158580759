import type { CacheRecorder } from '@express-slo-stack/observability';
import { type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { batchedLookUps } from '../../store/batched-look-ups';
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
  /**
   * True when the pair was a key at its last look-up, however long ago. It decides nothing but whose share of the memory
   * the request is counted for until it is looked up again.
   */
  wasGood(projectId: string, publicKey: string): boolean;
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

const nameOf = (projectId: string | number, publicKey: string) => `${Number(projectId)}:${publicKey}`;

/** The keys among `names`, by name. */
async function lookUp(
  db: Kysely<Schema>,
  names: readonly string[],
): Promise<ReadonlyMap<string, ProjectKey>> {
  const pairs = names.map((name) => name.split(':'));
  const rows = await db
    .selectFrom('project_keys as key')
    .innerJoin('projects as project', 'project.id', 'key.project_id')
    .innerJoin('organizations as organization', 'organization.id', 'project.organization_id')
    .select([
      'key.id as keyId',
      'key.public_key as publicKey',
      'project.id as projectId',
      'organization.is_accepting_events as isAcceptingEvents',
      'project.event_throttle_rate as throttleRate',
      'key.rate_limit_count as count',
      'key.rate_limit_window as window',
      'project.scrub_ip_addresses as projectScrubs',
      'organization.scrub_ip_addresses as organizationScrubs',
    ])
    .innerJoin(
      sql<{ project_id: number; public_key: string }>`unnest(
        ${pairs.map(([projectId]) => Number(projectId))}::integer[],
        ${pairs.map(([, publicKey]) => publicKey)}::text[]
      )`.as<'wanted'>(sql`wanted(project_id, public_key)`),
      (join) =>
        join
          .onRef('wanted.project_id', '=', 'key.project_id')
          .onRef('wanted.public_key', '=', 'key.public_key'),
    )
    .where('key.is_active', '=', true)
    .execute();
  return new Map(
    rows.map(({ publicKey, count, window, projectScrubs, organizationScrubs, ...key }) => [
      nameOf(key.projectId, publicKey),
      {
        ...key,
        rateLimit: count !== null && window !== null && window > 0 ? { count, window } : undefined,
        scrubAddresses: projectScrubs || organizationScrubs,
      },
    ]),
  );
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
  // What is too old to be believed stays for `wasGood`.
  const good = new LRUCache<string, ProjectKey>({ ...memory, noDeleteOnStaleGet: true });
  const bad = new LRUCache<string, true>(memory);
  /** One query for all who ask the same at the same time, as after a start or when an entry grows old. */
  const asked = new Map<string, Promise<ProjectKey | undefined>>();
  let generation = 0;
  const look = batchedLookUps<ProjectKey>((names) => lookUp(db, names));

  async function ask(name: string) {
    const begun = generation;
    const key = await look(name);
    // A look-up that began before `clear` may know the state before the change.
    if (seconds > 0 && begun === generation) {
      if (key !== undefined) good.set(name, key);
      else {
        good.delete(name);
        bad.set(name, true);
      }
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
    wasGood: (projectId, publicKey) =>
      good.peek(nameOf(projectId, publicKey), { allowStale: true }) !== undefined,
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
      const asking = ask(name).finally(() => {
        if (asked.get(name) === asking) asked.delete(name);
      });
      asked.set(name, asking);
      return asking;
    },
  };
}
