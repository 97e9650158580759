import { plain, type Decimal } from '../decimal';
import type { LatencyBound } from '../model';
import { showSelector, type Matcher, type Selector } from './selector';
import { readQuery, type QueryTemplate } from './template';

/**
 * The matcher of a classic histogram's bucket. Prometheus 3 writes the bound 1 as `1.0`, Prometheus 2 as `1`, so a whole
 * bound is matched in both spellings.
 */
export function bucketMatcher(threshold: Decimal): Matcher {
  const bound = plain(threshold);
  return bound.includes('.')
    ? { label: 'le', operator: '=', value: bound }
    : { label: 'le', operator: '=~', value: `${bound}|${bound}\\.0` };
}

/** The queries of a latency SLI: good events are the observations of a histogram at or below a bound. */
export function latencyQueries(
  histogram: Pick<Selector, 'metric' | 'matchers'>,
  threshold: Decimal,
): { query: QueryTemplate; total: QueryTemplate; latency: LatencyBound } {
  const { metric, matchers } = histogram;
  const bucket = { metric: `${metric}_bucket`, matchers: [...matchers, bucketMatcher(threshold)] };
  return {
    query: readQuery(showSelector(bucket)),
    total: readQuery(showSelector({ metric: `${metric}_count`, matchers })),
    latency: { histogram: metric, threshold },
  };
}
