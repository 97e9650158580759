import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What ingestion needs to know of a project whose key is right. */
export interface ProjectAccess {
  projectId: number;
  projectSlug: string;
  organizationId: number;
  /** False when the organization takes no events. */
  isAcceptingEvents: boolean;
  /** Per cent of events refused, 0 to 100. */
  eventThrottleRate: number;
  /** Events allowed per window of seconds; null for no limit. */
  rateLimit: { count: number; window: number } | null;
  scrubIpAddresses: boolean;
}

/** Why a key does not open a project. */
export type KeyRefusal = 'unknown' | 'inactive';
export type KeyAnswer = ProjectAccess | KeyRefusal;

export interface ProjectKeyCacheOptions {
  /** Entries per kind: keys that open their project, and keys that do not. */
  size: number;
  /** How long an entry is trusted. Milliseconds; 0 remembers nothing. */
  ttlMs: number;
  /** Asks the store. */
  find: (projectId: number, publicKey: string) => Promise<KeyAnswer>;
}

/**
 * Remembers what a key is worth. Entries are kept by project and key together: a wrong key says nothing about
 * the project, and shuts nobody else out. Wrong keys have a memory of their own, so that a flood of them
 * does not drive the right ones out.
 */
export class ProjectKeyCache {
  /** Look-ups answered from memory, and look-ups that went to the store. */
  readonly statistics = { hits: 0, misses: 0 };
  private readonly accepted: LRUCache<string, ProjectAccess>;
  private readonly refused: LRUCache<string, KeyRefusal>;
  private generation = 0;
  private readonly asked = new Map<string, Promise<KeyAnswer>>();

  constructor(private readonly options: ProjectKeyCacheOptions) {
    const limits = { max: options.size, ttl: Math.max(1, options.ttlMs) };
    this.accepted = new LRUCache(limits);
    this.refused = new LRUCache(limits);
  }

  /**
   * What `publicKey` opens in the project.
   *
   * @throws errors of the store; they are not remembered.
   */
  async lookUp(projectId: number, publicKey: string): Promise<KeyAnswer> {
    const entry = `${projectId}:${createHash('sha256').update(publicKey).digest('base64')}`;
    const known = this.accepted.get(entry) ?? this.refused.get(entry);
    if (known !== undefined) {
      this.statistics.hits += 1;
      return known;
    }
    this.statistics.misses += 1;
    const running = this.asked.get(entry);
    if (running !== undefined) return running;
    const asking = this.ask(entry, projectId, publicKey).finally(() => {
      if (this.asked.get(entry) === asking) this.asked.delete(entry);
    });
    this.asked.set(entry, asking);
    return asking;
  }

  /** Forgets everything, after a change to keys, projects or organizations. */
  clear(): void {
    this.generation += 1;
    this.accepted.clear();
    this.refused.clear();
    this.asked.clear();
  }

  private async ask(entry: string, projectId: number, publicKey: string): Promise<KeyAnswer> {
    const { generation } = this;
    const answer = await this.options.find(projectId, publicKey);
    // A look-up that began before `clear` may know the state before the change.
    if (this.options.ttlMs === 0 || generation !== this.generation) return answer;
    if (typeof answer === 'string') this.refused.set(entry, answer);
    else this.accepted.set(entry, answer);
    return answer;
  }
}
