import { parsePromql, type SyntaxNode } from './parse';
import { selectorAt, showSelector } from './selector';
import { expressionsIn } from './types/checker';

/**
 * Which series a query needs for a result: each alternative suffices, and needs all of its selectors. `a / b` needs both, of
 * `a + b` (as it is recorded here) and `a or b` one is enough. Alternatives that need none are left out.
 */
export function neededSeries(promql: string): readonly (readonly string[])[] {
  const top = parsePromql(promql).topNode.firstChild;
  const found = (top ? alternatives(top, promql) : []).filter((selectors) => selectors.length > 0);
  return [...new Map(found.map((selectors) => [selectors.join(), selectors])).values()];
}

type Alternatives = readonly (readonly string[])[];

function alternatives(node: SyntaxNode, promql: string): Alternatives {
  if (node.name === 'VectorSelector') return [[showSelector(selectorAt(promql, node))]];
  const parts = expressionsIn(node.getChild('FunctionCallBody') ?? node).map((part) =>
    alternatives(part, promql),
  );
  const [left = [[]], right = [[]]] = parts;
  const has = (operator: string) => node.name === 'BinaryExpr' && node.getChild(operator) !== null;
  const isMatched = node.getChild('MatchingModifierClause') !== null;
  if (has('Unless') || (has('Sub') && !isMatched && !isEmpty(left))) return left;
  if (has('Or') || (has('Add') && !isMatched && !isEmpty(left) && !isEmpty(right)))
    return [...left, ...right];
  return parts.reduce<Alternatives>(product, [[]]);
}

/** Whether a part needs no series, as a number does. */
const isEmpty = (found: Alternatives) => found.every((selectors) => selectors.length === 0);

const product = (some: Alternatives, others: Alternatives): Alternatives =>
  some.flatMap((one) => others.map((other) => [...new Set([...one, ...other])]));
