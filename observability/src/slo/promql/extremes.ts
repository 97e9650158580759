import { nodes, parsePromql, type SyntaxNode } from './parse';
import type { QueryTemplate } from './template';

/** Aggregations and functions whose result over a window is not made of those over its parts. */
const extremes = new Set([
  'min',
  'max',
  'quantile',
  'topk',
  'bottomk',
  'stddev',
  'stdvar',
  'min_over_time',
  'max_over_time',
  'quantile_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'histogram_quantile',
  'deriv',
  'predict_linear',
]);

/**
 * What a query takes of its window that does not add up: `min` of an average over the window, `max_over_time`,
 * a comparison with a bound. Undefined where windows add up, or where the query has none.
 */
export function extremeOfWindow({ promql, holes }: QueryTemplate): string | undefined {
  const ranges = nodes(parsePromql(promql)).filter((node) => {
    const range = node.name === 'MatrixSelector' || node.name === 'SubqueryExpr';
    return range && holes.some(({ from }) => node.getChild('DurationExpr')?.from === from);
  });
  for (const range of ranges) {
    for (let node = range.parent; node; node = node.parent) {
      const name = nameOf(node, promql);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

function nameOf(node: SyntaxNode, promql: string): string | undefined {
  const part = node.getChild('FunctionIdentifier') ?? node.getChild('AggregateOp');
  const name = part && promql.slice(part.from, part.to).toLowerCase();
  if (name && extremes.has(name)) return name;
  const operator = node.getChild('BoolModifier') && node.firstChild?.nextSibling;
  return operator ? `${promql.slice(operator.from, operator.to)} bool` : undefined;
}
