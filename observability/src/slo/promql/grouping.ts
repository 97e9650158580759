import { nodes, parsePromql, type SyntaxNode } from './parse';
import { labelIn } from './selector';
import type { QueryTemplate } from './template';

/** The labels that the modifier of an aggregation names, in the order of the text. */
export function groupingLabels(promql: string, modifier: SyntaxNode | null): readonly string[] {
  const found: string[] = [];
  for (let node = modifier?.getChild('GroupingLabels')?.firstChild; node; node = node.nextSibling) {
    found.push(labelIn(promql, node));
  }
  return found;
}

/**
 * The labels that the outermost aggregations of a query keep by `by (…)`: [] when they keep none, undefined when the
 * query aggregates by `without` or not at all, so that its labels cannot be known.
 */
export function groupingOf({ promql }: QueryTemplate): readonly string[] | undefined {
  const aggregates = nodes(parsePromql(promql)).filter((node) => node.name === 'AggregateExpr');
  const outermost = aggregates.filter(
    (node) => !aggregates.some((other) => other.from <= node.from && other.to >= node.to && other !== node),
  );
  if (outermost.length === 0) return undefined;
  const groupings = outermost.map((node) => {
    const modifier = node.getChild('AggregateModifier');
    if (!modifier) return [];
    if (!modifier.getChild('By')) return undefined;
    return [...groupingLabels(promql, modifier)].sort();
  });
  const [first] = groupings;
  const same = groupings.every((labels) => labels !== undefined && labels.join() === first?.join());
  return same ? first : undefined;
}
