import { problem, type Place } from '../../errors';
import { kindOfName } from '../../metrics/kinds';
import type { EventSli } from '../../model';
import {
  canonical,
  describeWindow,
  groupingOf,
  readQuery,
  requireOneConvention,
  selectorsOf,
  type QueryTemplate,
} from '../../promql';
import type { Collected } from '../reading';
import { readBounds, withLatency } from './bounds';
import { parsedQuery, parseQuery, reporting, type PlacedQuery } from './query';
import { readRecorded, readsRecorded } from './recorded';
import { isAggregated, summedSelector, withPortableBounds, withLeadingGrouping } from './shape';

/** An SLI of events as the dialects write it. */
export interface EventsInput {
  readonly counts: 'errors' | 'good';
  readonly query: PlacedQuery;
  readonly total: PlacedQuery;
  /** False when the metrics are gauges that hold the events of each sample; undefined: their names decide. */
  readonly counter: boolean | undefined;
  /** Labels kept apart, where the dialect states them beside its queries. */
  readonly groupBy?: readonly string[];
}

export interface EventsRead {
  readonly sli: EventSli;
  readonly groupBy: readonly string[];
  /** Where the bounds that the queries choose by `le` were written. */
  readonly bounds: ReadonlyMap<number, Place>;
}

type Findings = Pick<Collected, 'problems' | 'notes'>;

interface Side {
  readonly template: QueryTemplate;
  readonly groupBy: readonly string[];
}

/**
 * Reads the two queries of an SLI of events to one form: the same SLI gives the same result, whichever dialect and
 * convention it is written in. Whatever cannot be read becomes a problem.
 */
export function readEvents(input: EventsInput, findings: Findings): EventsRead | undefined {
  const { problems } = findings;
  const counter = input.counter ?? areCounters(input);
  const query = readSide(input.query, { ...input, counter }, findings);
  const total = readSide(input.total, { ...input, counter }, findings);
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
    counter,
  };
  const bounds = readBounds(input, problems);
  return bounds && { sli: withLatency(sli), groupBy: query.groupBy, bounds };
}

/** One query: parsed, an aggregate of a bare selector unwrapped, its grouping known. */
function readSide(
  query: PlacedQuery,
  { counter, groupBy }: EventsInput,
  findings: Findings,
): Side | undefined {
  const { problems } = findings;
  const parsed = parseQuery(query, problems);
  const template = parsed && inOneForm(parsed);
  if (!template) return undefined;
  const summed =
    template.convention === 'bare'
      ? { selector: template.promql, groupBy: [] }
      : template.convention === 'instant'
        ? summedSelector(template.promql)
        : undefined;
  if (summed) return readSelector(query, summed.selector, sorted(groupBy ?? summed.groupBy), findings);
  if (template.convention === 'instant' && counter && !readsRecorded(template)) {
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

/** A bare selector, or what a rule has recorded under its name. */
function readSelector(
  query: PlacedQuery,
  selector: string,
  groupBy: readonly string[],
  findings: Findings,
): Side | undefined {
  const recorded = readRecorded(query, selector, groupBy, findings);
  return recorded && { template: recorded === 'raw' ? readQuery(selector) : recorded, groupBy };
}

/** Whether the names of all series say that they are counters. */
const areCounters = ({ query, total }: EventsInput): boolean =>
  [query, total].every((placed) => {
    const template = parsedQuery(placed);
    const selectors = template ? selectorsOf(template.promql) : [];
    return selectors.length > 0 && selectors.every(({ metric }) => kindOfName(metric)?.grows === true);
  });

/** Spellings without meaning gone: bounds of buckets, place and order of grouping labels. */
const inOneForm = (template: QueryTemplate): QueryTemplate =>
  withLeadingGrouping(readQuery(withPortableBounds(template.text, template)));

const by = (labels: readonly string[]) => `by (${labels.join(', ')})`;
const sorted = (labels: readonly string[]) => [...labels].sort();
