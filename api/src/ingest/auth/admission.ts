import { LRUCache } from 'lru-cache';
import { ingestErrors } from '../errors';
import type { ProjectKey } from './project-keys';

/** Decides whether an event of a key is taken now. */
export interface Admission {
  /** @throws IngestError 429 when the organization takes nothing at all. */
  refuseClosed(key: ProjectKey): void;
  /** Takes one event of the key. @throws IngestError 429 with the seconds to wait. */
  admitEvent(key: ProjectKey): void;
}

interface Window {
  /** Number of the window since 1970. */
  readonly index: number;
  events: number;
}

/** GlitchTip's `Retry-After` of a closed organization, in seconds. */
const closedFor = 600;
/** GlitchTip's `Retry-After` of a project throttled by `rate` per cent, in seconds. */
const throttledFor = (rate: number) => Math.max(1, Math.ceil(0.02 * rate ** 2.3));
/** Keys whose windows are remembered; one that falls out starts a new window. */
const maxKeys = 100_000;

/**
 * Counts events per key in fixed windows of the key's own length, aligned to 1970. The counts are this process's:
 * behind n instances a key gets up to n times its limit.
 */
export function createAdmission(now: () => Date, random: () => number): Admission {
  const windows = new LRUCache<string, Window>({ max: maxKeys });

  function countInWindow({ keyId, rateLimit }: ProjectKey): void {
    if (rateLimit === undefined) return;
    const seconds = now().getTime() / 1000;
    const index = Math.floor(seconds / rateLimit.window);
    const last = windows.get(keyId);
    const current = last?.index === index ? last : { index, events: 0 };
    if (current.events >= rateLimit.count) {
      throw ingestErrors.rateLimited(Math.max(1, Math.ceil((index + 1) * rateLimit.window - seconds)), 'key');
    }
    current.events += 1;
    windows.set(keyId, current);
  }

  return {
    refuseClosed({ isAcceptingEvents, throttleRate }) {
      if (!isAcceptingEvents || throttleRate >= 100) throw ingestErrors.notAccepting(closedFor);
    },
    admitEvent(key) {
      if (key.throttleRate > 0 && random() * 100 < key.throttleRate) {
        throw ingestErrors.rateLimited(throttledFor(key.throttleRate), 'project');
      }
      countInWindow(key);
    },
  };
}
