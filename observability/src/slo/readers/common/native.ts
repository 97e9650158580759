import { plain, type Decimal } from '../../decimal';
import { problem, type Problem } from '../../errors';
import { addMatchers, readQuery, summed } from '../../promql';
import type { EventsRead } from './events';
import { parseQuery, type PlacedQuery } from './query';

/**
 * Latency on a native histogram: all events by `histogram_count`, good ones by `histogram_fraction` of the same rate
 * (Prometheus 2.40 or newer with native histograms switched on).
 */
export function readNativeLatency(
  query: PlacedQuery,
  threshold: Decimal,
  groupBy: readonly string[],
  problems: Problem[],
): Omit<EventsRead, 'bounds'> | undefined {
  const template = parseQuery(query, problems);
  if (!template) return undefined;
  if (template.convention !== 'bare') {
    const remedy = 'name the histogram itself, without a range or a function around it';
    const values = { field: query.field, found: `"${template.text}"`, expected: 'a bare selector', remedy };
    problems.push(problem('query-shape', query.at, values));
    return undefined;
  }
  const labels = [...groupBy].sort();
  const rate = summed(labels, `rate(${addMatchers(template.promql, [])}[{{.window}}])`);
  const count = `histogram_count(${rate})`;
  return {
    sli: {
      kind: 'events',
      counts: 'good',
      query: readQuery(`histogram_fraction(0, ${plain(threshold)}, ${rate}) * ${count}`),
      total: readQuery(count),
      counter: true,
    },
    groupBy: labels,
  };
}
