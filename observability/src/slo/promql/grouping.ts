import { nodes, parsePromql } from './parse';
import type { QueryTemplate } from './template';

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
    return (modifier.getChild('GroupingLabels')?.getChildren('LabelName') ?? [])
      .map(({ from, to }) => promql.slice(from, to))
      .sort();
  });
  const [first] = groupings;
  const same = groupings.every((labels) => labels !== undefined && labels.join() === first?.join());
  return same ? first : undefined;
}
