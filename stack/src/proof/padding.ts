import { parsePromql, type SyntaxNode } from '@express-slo-stack/observability/slo';

/** Whether an expression has a value where there is no data: `… or vector(0)` is shown, and proves nothing. */
export function isPadded(expr: string): boolean {
  let padded = false;
  parsePromql(expr).iterate({
    enter: ({ name, node }) => {
      if (name === 'BinaryExpr' && node.getChild('Or') !== null) padded ||= callsVector(node.lastChild);
    },
  });
  return padded;
}

/** Whether a side of `or` is made of `vector` alone, without a series. */
function callsVector(side: SyntaxNode | null): boolean {
  const names = new Set<string>();
  side?.cursor().iterate(({ name }) => void names.add(name));
  return names.has('Vector') && !names.has('VectorSelector');
}
