import { problem, type Problem } from '../errors';
import { metricUses, type MetricUse } from '../metrics/uses';
import type { Note } from '../model';
import { note } from '../notes';
import { showSelector } from '../promql';
import type { SpecifiedSlo } from '../readers';
import { targetKey, type SeriesFacts, type ServerFacts } from './facts';
import { placeOf } from './places';
import { boundOf, sliOf } from './questions';

interface Findings {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/**
 * Series and buckets that are not there. Errors may not have occurred yet: that is a note. Of metrics that are of another type
 * than they are read as, nothing more is said.
 */
export function seriesFindings(
  specified: SpecifiedSlo,
  { series }: ServerFacts,
  mistyped: ReadonlySet<string>,
): Findings {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const sli = sliOf(specified);
  for (const use of metricUses(sli)) {
    const selector = showSelector(use.selector);
    const facts = series.get(selector);
    if (!facts || mistyped.has(use.selector.metric)) continue;
    const at = placeOf(specified, use);
    const bucket = missingBucket(specified, use, facts);
    const isOfErrors = use.side === 'query' && sli.kind === 'events' && sli.counts === 'errors';
    if (bucket) problems.push(bucket);
    else if (facts.count === 0 && isOfErrors) notes.push(note('live-no-errors', at, { selector }));
    else if (facts.count === 0)
      problems.push(problem('live-series', at, { selector, detail: detailOf(facts) }));
  }
  return { problems, notes };
}

const detailOf = ({ countOfMetric }: SeriesFacts): string =>
  countOfMetric === 0
    ? 'there is no such metric'
    : `the metric has ${countOfMetric} series, but none that its matchers choose`;

function missingBucket(specified: SpecifiedSlo, use: MetricUse, facts: SeriesFacts): Problem | undefined {
  const bound = boundOf(use.selector);
  const { buckets } = facts;
  if (bound === undefined || !buckets || buckets.bounds.length === 0) return undefined;
  const having = new Set(facts.targets.map(targetKey));
  const lacking = buckets.targets.filter((target) => !having.has(targetKey(target)));
  if (facts.count > 0 && lacking.length === 0) return undefined;
  const finite = buckets.bounds.filter((one) => one !== '+Inf').sort((a, b) => Number(a) - Number(b));
  const [nearest = bound] = [...finite].sort((a, b) => distance(a, bound) - distance(b, bound));
  const total = buckets.targets.length;
  const values = {
    histogram: use.selector.metric.replace(/_bucket$/, ''),
    bound,
    bounds: finite.join(', '),
    nearest,
    where: facts.count === 0 ? 'at any target' : `at ${lacking.length} of ${total} targets`,
  };
  const at = specified.places.bounds?.get(Number(bound)) ?? placeOf(specified, use);
  return problem('live-bucket', at, values);
}

const distance = (one: string, other: string) => Math.abs(Number(one) - Number(other));
