import { decimal } from '../../decimal';
import { problem, type Problem } from '../../errors';
import { kindOfName } from '../../metrics/kinds';
import type { Note } from '../../model';
import { note } from '../../notes';
import { latencyQueries, selectorsOf } from '../../promql';
import type { At } from '../yaml/schema';
import type { EventsRead } from './events';
import type { Comparison } from './gauges';
import { parsedQuery, parseQuery, type PlacedQuery } from './query';

/**
 * Whether a threshold on this query means the observations of a histogram, not the samples of a gauge or of a summary's
 * quantile. Where only a convention for names says so, it is noted.
 */
export function isHistogram(query: PlacedQuery, notes: Note[]): boolean {
  const template = parsedQuery(query);
  const [selector] = template?.convention === 'bare' ? selectorsOf(template.promql) : [];
  if (!selector || selector.matchers.some(({ label }) => label === 'quantile')) return false;
  const found = kindOfName(selector.metric);
  if (found?.kind !== 'histogram' || (found.grows && !selector.metric.endsWith('_bucket'))) return false;
  if (!found.certain && !found.grows) {
    notes.push(note('histogram-by-name', query.at, { metric: selector.metric }));
  }
  return true;
}

/** A threshold on a histogram: observations at or below it are good, all observations are the total. */
export function readHistogramThreshold(
  query: PlacedQuery,
  op: Comparison,
  { value, at }: At<string>,
  problems: Problem[],
  groupBy: readonly string[] = [],
): EventsRead | undefined {
  const template = parseQuery(query, problems);
  const [selector] = template ? selectorsOf(template.promql) : [];
  if (!selector) return undefined;
  if (op === 'gt' || op === 'gte') {
    problems.push(
      problem('query-shape', query.at, {
        field: 'op',
        found: `"${op}" on a histogram`,
        expected: '"lte"',
        remedy: 'a histogram counts what is at or below a bound, so promise that: "op: lte"',
      }),
    );
    return undefined;
  }
  const {
    query: good,
    total,
    latency,
  } = latencyQueries(
    {
      metric: selector.metric.replace(/_bucket$/, ''),
      matchers: selector.matchers.filter(({ label }) => label !== 'le'),
    },
    decimal(value),
  );
  return {
    sli: { kind: 'events', counts: 'good', query: good, total, counter: true, latency },
    groupBy: [...groupBy].sort(),
    bounds: new Map([[Number(value), at]]),
  };
}
