import { promSeconds } from '../duration';
import { nodes, parsePromql, type SyntaxNode } from './parse';
import { QueryError } from './query-error';

/**
 * A query without `@ start()` and `@ end()`: a rule is evaluated at one time, which is both. Places in it stay what they are.
 * Throws `QueryError`: `query-fixed-time` for `@ 1609746000`, which reads the same samples at every evaluation, and
 * `query-future` for a negative offset.
 */
export function withoutTimeShifts(text: string, promql: string): string {
  if (!/@|\boffset\b/i.test(promql)) return text;
  return nodes(parsePromql(promql)).reduce((written, node) => {
    if (node.name === 'OffsetExpr' && offsetOf(node, promql) < 0) {
      const place = node.getChild('OffsetDurationExpr') ?? node;
      throw new QueryError('query-future', `offset ${promql.slice(place.from, place.to)}`, place.from);
    }
    if (node.name !== 'StepInvariantExpr') return written;
    const time = node.getChild('NumberDurationLiteral');
    if (time) throw new QueryError('query-fixed-time', `@ ${promql.slice(time.from, time.to)}`, time.from);
    const from = node.getChild('At')?.from ?? node.to;
    return written.slice(0, from) + ' '.repeat(node.to - from) + written.slice(node.to);
  }, text);
}

/** How far back the selectors of a query read by `offset`, in seconds; 0 for those without one. Each once, in order. */
export function offsetsIn(promql: string): readonly number[] {
  const all = nodes(parsePromql(promql));
  const offsets = all.filter(({ name }) => name === 'OffsetExpr').map((node) => offsetOf(node, promql));
  const selectors = all.filter(({ name }) => name === 'VectorSelector').length;
  return [...new Set([...(offsets.length < selectors ? [0] : []), ...offsets])].sort((a, b) => a - b);
}

function offsetOf(node: SyntaxNode, promql: string): number {
  const duration = node.getChild('OffsetDurationExpr');
  const [, sign = '', text = ''] =
    /^([-+]?)[\s(]*([^\s)]*)/.exec(duration ? promql.slice(duration.from, duration.to) : '') ?? [];
  return (promSeconds(text) ?? 0) * (sign === '-' ? -1 : 1);
}
