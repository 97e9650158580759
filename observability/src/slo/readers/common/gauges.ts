import { problem, type Problem } from '../../errors';
import type { GaugeSli, RatioSli } from '../../model';
import { groupingOf, labelText, readQuery, type QueryTemplate } from '../../promql';
import { parseQuery, type PlacedQuery } from './query';
import { isAggregated, summedSelector } from './shape';

export interface GaugeRead {
  readonly sli: GaugeSli | RatioSli;
  readonly groupBy: readonly string[];
}

/**
 * A ratio that is already computed. A bare selector of good events is a gauge, each of whose samples counts; anything else
 * is evaluated as often as the rules are.
 */
export function readRatio(
  counts: 'errors' | 'good',
  query: PlacedQuery,
  problems: Problem[],
  stated: readonly string[] = [],
): GaugeRead | undefined {
  const template = parseQuery(query, problems);
  if (!template) return undefined;
  if (template.convention === 'bare') {
    const groupBy = [...stated].sort();
    return counts === 'good'
      ? { sli: { kind: 'gauge', query: template }, groupBy }
      : { sli: { kind: 'ratio', counts, query: averaged(template.text, groupBy) }, groupBy };
  }
  if (!isAggregated(template.promql)) {
    return { sli: { kind: 'ratio', counts, query: averaged(template.text, []) }, groupBy: [] };
  }
  const groupBy = groupingFor(query, template, problems);
  return groupBy && { sli: { kind: 'ratio', counts, query: template }, groupBy };
}

/** A gauge of 0 and 1, such as `up`. */
export function readBooleanGauge(
  query: PlacedQuery,
  groupBy: readonly string[],
  problems: Problem[],
): GaugeRead | undefined {
  const template = parseQuery(query, problems);
  if (!template) return undefined;
  if (template.convention === 'bare') {
    return { sli: { kind: 'gauge', query: template }, groupBy: [...groupBy].sort() };
  }
  problems.push(
    problem('query-shape', query.at, {
      field: query.field,
      found: 'an expression',
      expected: 'a bare selector',
      remedy:
        'every sample of the gauge counts, so name the gauge itself; record the expression under a name first',
    }),
  );
  return undefined;
}

export type Comparison = 'lte' | 'gte' | 'lt' | 'gt';
const operators: Readonly<Record<Comparison, string>> = { lte: '<=', gte: '>=', lt: '<', gt: '>' };

/** Metrics that are 0 or 1 by convention, so that "at least 1" is the metric itself. */
const booleanMetric = /^(up|probe_success|.*_(up|success|healthy))$/;

/** A value compared with a threshold: good when the comparison holds, at each evaluation and for each series. */
export function readThreshold(
  query: PlacedQuery,
  op: Comparison,
  value: string,
  problems: Problem[],
  stated: readonly string[] = [],
): GaugeRead | undefined {
  const template = parseQuery(query, problems);
  if (!template) return undefined;
  if (template.convention === 'placeholder') {
    problems.push(
      problem('query-shape', query.at, {
        field: query.field,
        found: 'a query with {{.window}}',
        expected: 'one with a range of its own',
        remedy:
          'a threshold is compared at each evaluation: write the range that the value is meant for, such as [5m]',
      }),
    );
    return undefined;
  }
  const isBoolean =
    template.convention === 'bare' && booleanMetric.test(/^\w+/.exec(template.text)?.[0] ?? '');
  if (isBoolean && op === 'gte' && Number(value) === 1) {
    return { sli: { kind: 'gauge', query: template }, groupBy: [...stated].sort() };
  }
  const groupBy =
    template.convention === 'bare' ? [...stated].sort() : groupingFor(query, template, problems);
  // The inner comparison drops NaN (no traffic), which would otherwise count as bad: NaN <= 1 is false.
  const good = `((${template.text}) >= -Inf) ${operators[op]} bool ${value}`;
  return (
    groupBy && { sli: { kind: 'ratio', counts: 'good', query: fixed(averaged(good, groupBy)) }, groupBy }
  );
}

/** A query whose literal range means itself: the threshold belongs to it, so it does not stand for other windows. */
const fixed = ({ text, promql }: QueryTemplate): QueryTemplate => ({
  text,
  promql,
  convention: 'instant',
  holes: [],
});

/** The mean over all series of a group: one series each, as a ratio needs. */
const averaged = (text: string, groupBy: readonly string[]): QueryTemplate =>
  readQuery(
    groupBy.length === 0 ? `avg(${text})` : `avg by (${groupBy.map(labelText).join(', ')}) (${text})`,
  );

function groupingFor(
  query: PlacedQuery,
  template: QueryTemplate,
  problems: Problem[],
): readonly string[] | undefined {
  if (!isAggregated(template.promql)) return [];
  const kept = summedSelector(template.promql)?.groupBy ?? groupingOf(template);
  if (kept) return kept.filter((label) => label !== 'le');
  problems.push(
    problem('query-shape', query.at, {
      field: query.field,
      found: 'aggregated in ways that differ, or by "without"',
      expected: 'aggregated by known labels',
      remedy: 'aggregate with "by (labels)", so that the labels of the result are known',
    }),
  );
  return undefined;
}
