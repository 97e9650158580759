import type { EventSli, Sli } from '../model';
import {
  nodes,
  parsePromql,
  selectorAt,
  type QueryTemplate,
  type Selector,
  type SyntaxNode,
} from '../promql';

/**
 * How a query reads a series: as a counter (its growth), as a gauge (its value), as a native histogram, or only whether it is
 * there.
 */
export type MetricRole = 'counter' | 'gauge' | 'native' | 'presence';

/** A series that an SLI reads. */
export interface MetricUse {
  readonly selector: Selector;
  readonly role: MetricRole;
  /** The function or the comparison by which it is read, as messages call it. */
  readonly by: string;
  readonly side: 'total' | 'query';
}

/** Every series that an SLI reads, and how. */
export function metricUses(sli: Sli): MetricUse[] {
  const counter = sli.kind === 'events' && sli.counter;
  const of = (template: QueryTemplate, side: MetricUse['side']) =>
    usesIn(template, counter).map((use) => ({ ...use, side }));
  return sli.kind === 'events'
    ? [...of(sli.query, 'query'), ...of(sli.total, 'total')]
    : of(sli.query, 'total');
}

const usesIn = (template: QueryTemplate, counter: EventSli['counter']) =>
  nodes(parsePromql(template.promql))
    .filter(({ name }) => name === 'VectorSelector')
    .map((node) => ({ selector: selectorAt(template.promql, node), ...roleOf(template, node, counter) }));

const roles: Readonly<Record<string, MetricRole>> = {
  rate: 'counter',
  irate: 'counter',
  increase: 'counter',
  resets: 'counter',
  changes: 'presence',
  count_over_time: 'presence',
  present_over_time: 'presence',
  absent_over_time: 'presence',
  timestamp: 'presence',
  absent: 'presence',
};

/** Functions and aggregations that take any series. */
const counting = new Set(['count', 'group', 'count_values']);

function roleOf({ promql, convention }: QueryTemplate, node: SyntaxNode, counter: boolean) {
  if (convention === 'bare') return counter ? as('counter', 'rate') : as('gauge', 'sum_over_time');
  let caller: string | undefined;
  for (let parent = node.parent; parent; parent = parent.parent) {
    const name = nameOf(promql, parent) ?? (parent.getChild('BoolModifier') ? 'a comparison' : undefined);
    if (name?.startsWith('histogram_') && name !== 'histogram_quantile') return as('native', name);
    caller ??= name;
    if (name !== undefined && counting.has(name)) return as('presence', name);
  }
  if (caller === undefined) return as('gauge', 'a comparison');
  return as(roles[caller] ?? 'gauge', caller);
}

const as = (role: MetricRole, by: string) => ({ role, by });

function nameOf(promql: string, node: SyntaxNode): string | undefined {
  const part = node.getChild('FunctionIdentifier') ?? node.getChild('AggregateOp');
  return part ? promql.slice(part.from, part.to).toLowerCase() : undefined;
}
