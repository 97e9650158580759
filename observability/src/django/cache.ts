import { checkedName } from '../checked';
import type { AnyRegistry } from '../http/registry';
import { djangoFamilies } from './families';

/** What a cache tells about looking something up. Each tells one look-up. */
export interface CacheRecorder {
  hit(): void;
  miss(): void;
  /** The cache itself did not answer. */
  failed(): void;
}

/** django-prometheus's families of one cache, named by `backend`, each series at zero from the start. */
export function cacheMetrics(registry: AnyRegistry, backend: string): CacheRecorder {
  const family = djangoFamilies(registry, 'cacheMetrics');
  checkedName(backend, 'cacheMetrics');
  const gets = family('cacheGets');
  const endAs = (key: 'cacheHits' | 'cacheMisses' | 'cacheFailures') => {
    const ends = family(key);
    ends.inc({ backend }, 0);
    return () => {
      gets.inc({ backend });
      ends.inc({ backend });
    };
  };
  gets.inc({ backend }, 0);
  return { hit: endAs('cacheHits'), miss: endAs('cacheMisses'), failed: endAs('cacheFailures') };
}
