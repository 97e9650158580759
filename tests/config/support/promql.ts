import { parser } from '@prometheus-io/lezer-promql';

/** Derived, because the grammar's package and `@lezer/common` are typed for different module systems. */
type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Stand-ins for Grafana's variables where PromQL wants a duration. */
const durations = /\$__(?:rate_interval|interval|range)\b/g;

/** A selector of a query. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
  /** The function that reads it, if one does directly. */
  readonly readBy?: string;
}

/** The selectors of a query, with Grafana's variables in it or not. Throws where it does not parse. */
export function selectorsOf(query: string): readonly Selector[] {
  const text = query.replace(durations, '5m');
  const selectors: Selector[] = [];
  parser.parse(text).iterate({
    enter: ({ type, node }) => {
      if (type.isError) throw new Error(`does not parse at character ${node.from}: ${text}`);
      if (type.name === 'VectorSelector') selectors.push(selectorAt(node, text));
    },
  });
  return selectors;
}

/** The metric names that a query selects. Throws where it does not parse. */
export const metricNames = (query: string): readonly string[] =>
  selectorsOf(query).map(({ metric }) => metric);

/** The metrics that a query returns, or calculates with, before an aggregation takes their series together. */
export function unaggregated(query: string): readonly string[] {
  const text = query.replace(durations, '5m');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, node }) => {
      if (type.isError) throw new Error(`does not parse at character ${node.from}: ${text}`);
      if (type.name === 'VectorSelector' && !isAggregated(node)) names.push(selectorAt(node, text).metric);
    },
  });
  return names;
}

function isAggregated(selector: SyntaxNode): boolean {
  for (let node = selector; node.parent !== null; node = node.parent) {
    const { parent } = node;
    if (parent.name === 'AggregateExpr') return true;
    if (parent.name !== 'BinaryExpr') continue;
    // What only says which others stay may say it twice.
    const isFilter = ['And', 'Unless'].some((operator) => parent.getChild(operator) !== null);
    return isFilter && parent.lastChild?.from === node.from;
  }
  return false;
}

function selectorAt(node: SyntaxNode, text: string): Selector {
  const textOf = (part: SyntaxNode | null) => (part === null ? '' : text.slice(part.from, part.to));
  const name = node.getChild('Identifier');
  if (name === null) throw new Error(`selects no metric by name at character ${node.from}: ${text}`);
  const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(
    (matcher) => ({
      label: textOf(matcher.getChild('LabelName')),
      operator: textOf(matcher.getChild('MatchOp')),
      value: textOf(matcher.getChild('StringLiteral')).slice(1, -1),
    }),
  );
  const range = node.parent?.name === 'MatrixSelector' ? node.parent : node;
  const call = range.parent?.name === 'FunctionCallBody' ? range.parent.parent : null;
  const readBy = textOf(call?.getChild('FunctionIdentifier') ?? null);
  return { metric: textOf(name), matchers, ...(readBy === '' ? {} : { readBy }) };
}
