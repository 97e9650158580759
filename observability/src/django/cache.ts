import type { AnyRegistry } from '../http/registry';
import { djangoFamily } from './families';

/** What a cache tells about looking something up. Each tells one look-up. */
export interface CacheRecorder {
  hit(): void;
  miss(): void;
  /** The cache itself did not answer. */
  failed(): void;
}

/** django-prometheus's families of one cache, named by `backend`, each series at zero from the start. */
export function cacheMetrics(registry: AnyRegistry, backend: string): CacheRecorder {
  const gets = djangoFamily(registry, 'cacheGets');
  const endAs = (key: 'cacheHits' | 'cacheMisses' | 'cacheFailures') => {
    const ends = djangoFamily(registry, key);
    ends.inc({ backend }, 0);
    return () => {
      gets.inc({ backend });
      ends.inc({ backend });
    };
  };
  gets.inc({ backend }, 0);
  return { hit: endAs('cacheHits'), miss: endAs('cacheMisses'), failed: endAs('cacheFailures') };
}
