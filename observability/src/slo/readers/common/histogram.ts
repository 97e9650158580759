import { decimal } from '../../decimal';
import { problem, type Problem } from '../../errors';
import { latencyQueries, selectorsOf } from '../../promql';
import type { At } from '../yaml/schema';
import type { EventsRead } from './events';
import type { Comparison } from './gauges';
import { parseQuery, type PlacedQuery } from './query';

/** Names that are histograms by convention, also where the query does not say `_bucket`. */
const histogramName = /(_duration|_latency)_seconds$/;

/** Whether a threshold on this query means the observations of a histogram, not the samples of a gauge. */
export function isHistogram(query: PlacedQuery): boolean {
  const name = /^[A-Za-z_:][\w:]*/.exec(query.text)?.[0] ?? '';
  const rest = query.text.slice(name.length).trim();
  const bare = rest === '' || (rest.startsWith('{') && rest.endsWith('}'));
  return bare && (name.endsWith('_bucket') || histogramName.test(name));
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
