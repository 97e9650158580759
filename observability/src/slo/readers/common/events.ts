import { decimal } from '../../decimal';
import { problem, type Place, type Problem } from '../../errors';
import type { EventSli } from '../../model';
import {
  canonical,
  describeWindow,
  groupingOf,
  readQuery,
  requireOneConvention,
  type QueryTemplate,
} from '../../promql';
import { parseQuery, placeIn, reporting, type PlacedQuery } from './query';
import { bucketsIn, isAggregated, summedSelector, withPortableBounds, withLeadingGrouping } from './shape';

/** An SLI of events as the dialects write it. */
export interface EventsInput {
  readonly counts: 'errors' | 'good';
  readonly query: PlacedQuery;
  readonly total: PlacedQuery;
  /** False when the metrics are gauges that hold the events of each sample. */
  readonly counter: boolean;
  /** Labels kept apart, where the dialect states them beside its queries. */
  readonly groupBy?: readonly string[];
}

export interface EventsRead {
  readonly sli: EventSli;
  readonly groupBy: readonly string[];
  /** Where the bounds that the queries choose by `le` were written. */
  readonly bounds: ReadonlyMap<number, Place>;
}

interface Side {
  readonly template: QueryTemplate;
  readonly groupBy: readonly string[];
}

/**
 * Reads the two queries of an SLI of events to one form: the same SLI gives the same result, whichever dialect and
 * convention it is written in. Whatever cannot be read becomes a problem.
 */
export function readEvents(input: EventsInput, problems: Problem[]): EventsRead | undefined {
  const query = readSide(input.query, input, problems);
  const total = readSide(input.total, input, problems);
  if (!query || !total) return undefined;
  const one = reporting(input.query, problems, () => {
    requireOneConvention([query.template, total.template]);
    return true;
  });
  if (!one) return undefined;
  if (query.groupBy.join() !== total.groupBy.join()) {
    const values = { one: by(query.groupBy), other: by(total.groupBy) };
    problems.push(problem('grouping-differs', input.query.at, values));
    return undefined;
  }
  if (canonical(query.template.promql) === canonical(total.template.promql)) {
    problems.push(problem('query-same', input.query.at, {}));
  }
  const sli: EventSli = {
    kind: 'events',
    counts: input.counts,
    query: query.template,
    total: total.template,
    counter: input.counter,
  };
  const bounds = readBounds(input, problems);
  return bounds && { sli: withLatency(sli), groupBy: query.groupBy, bounds };
}

/** One query: parsed, an aggregate of a bare selector unwrapped, its grouping known. */
function readSide(
  query: PlacedQuery,
  { counter, groupBy }: EventsInput,
  problems: Problem[],
): Side | undefined {
  const parsed = parseQuery(query, problems);
  const template = parsed && inOneForm(parsed);
  if (!template) return undefined;
  if (template.convention === 'bare') return { template, groupBy: sorted(groupBy ?? []) };
  const summed = template.convention === 'instant' ? summedSelector(template.promql) : undefined;
  if (summed) return { template: readQuery(summed.selector), groupBy: sorted(groupBy ?? summed.groupBy) };
  if (template.convention === 'instant' && counter) {
    problems.push(
      problem('query-without-window', query.at, { field: query.field, found: `"${template.text}"` }),
    );
    return undefined;
  }
  if (!isAggregated(template.promql)) return { template: readQuery(`sum(${template.text})`), groupBy: [] };
  const kept = groupingOf(template);
  if (kept && groupBy && kept.join() !== sorted(groupBy).join()) {
    problems.push(problem('grouping-differs', query.at, { one: by(kept), other: by(sorted(groupBy)) }));
    return undefined;
  }
  if (kept) return { template, groupBy: kept };
  problems.push(
    problem('query-shape', query.at, {
      field: query.field,
      found: `aggregated in ways that differ, or by "without" (${describeWindow(template)})`,
      expected: 'a sum, or a sum by labels',
      remedy: 'aggregate with "sum(…)" or "sum by (labels) (…)", so that the labels of the result are known',
    }),
  );
  return undefined;
}

/** Spellings without meaning gone: bounds of buckets, place and order of grouping labels. */
const inOneForm = (template: QueryTemplate): QueryTemplate =>
  withLeadingGrouping(readQuery(withPortableBounds(template.text, template)));

const by = (labels: readonly string[]) => `by (${labels.join(', ')})`;
const sorted = (labels: readonly string[]) => [...labels].sort();

function withLatency(sli: EventSli): EventSli {
  const [bucket, ...others] = bucketsIn(sli.query);
  if (sli.counts !== 'good' || others.length > 0 || !bucket?.bound || !/^[\d.]+$/.test(bucket.bound))
    return sli;
  return { ...sli, latency: { histogram: bucket.histogram, threshold: decimal(bucket.bound) } };
}

/** Finds the bounds that the queries choose; reading buckets without choosing one is a problem. */
function readBounds(
  { query, total }: EventsInput,
  problems: Problem[],
): ReadonlyMap<number, Place> | undefined {
  const uses = [query, total].flatMap((placed) =>
    bucketsIn(readQuery(placed.text)).map((use) => ({ ...use, at: placeIn(placed, use.offset) })),
  );
  const unbound = uses.filter(({ bound }) => bound === undefined);
  problems.push(...unbound.map(({ histogram, at }) => problem('latency-without-le', at, { histogram })));
  return unbound.length > 0 ? undefined : new Map(uses.map(({ bound, at }) => [Number(bound), at]));
}
