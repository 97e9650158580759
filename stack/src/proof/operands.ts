import { parsePromql, type SyntaxNode } from '@express-slo-stack/observability/slo';

const comparisons: ReadonlySet<string> = new Set(['Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte']);
const setOperators: ReadonlySet<string> = new Set(['And', 'Or', 'Unless']);
const absences: ReadonlySet<string> = new Set(['Absent', 'AbsentOverTime']);

/**
 * What an alert's expression compares. The expression itself is rightly empty while all is well, its operands are not:
 * both sides of a set operator and of a comparison that filters, also within an aggregation, and what `absent` looks for.
 * Numbers are left out.
 * Throws QueryError where it does not parse.
 */
export function operandsOf(expr: string): readonly string[] {
  const tree = parsePromql(expr);
  const textOf = ({ from, to }: SyntaxNode): string => expr.slice(from, to);

  const operands = (node: SyntaxNode | null): readonly string[] => {
    if (node === null || node.name === 'NumberDurationLiteral') return [];
    if (node.name === 'PromQL' || node.name === 'ParenExpr') return operands(node.firstChild);
    if (node.name === 'BinaryExpr' && splits(node)) {
      return [...operands(node.firstChild), ...operands(node.lastChild)];
    }
    if (isComputedAlone(node)) return [];
    const body = node.name === 'AggregateExpr' ? bodyOf(node) : null;
    if (body !== null && body.name === 'BinaryExpr' && splits(body)) return operands(body);
    const sought = soughtBy(node);
    if (sought === null) return [textOf(node)];
    return [sought.name === 'MatrixSelector' ? `last_over_time(${textOf(sought)})` : textOf(sought)];
  };
  return operands(tree.topNode);
}

/** Whether an expression computes with numbers and the time only: it has a value always. */
const isComputedAlone = (node: SyntaxNode): boolean =>
  node.name === 'BinaryExpr' && !nodesOf(node).some(({ name }) => name === 'VectorSelector');

/** A node and all below it. */
function nodesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const below: SyntaxNode[] = [node];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) below.push(...nodesOf(child));
  return below;
}

/** What is aggregated, without its parentheses. */
function bodyOf(aggregation: SyntaxNode): SyntaxNode | null {
  let body = aggregation.getChild('FunctionCallBody')?.lastChild ?? null;
  while (body?.name === 'ParenExpr') body = body.firstChild;
  return body;
}

/** Whether a binary expression can drop series of its sides. */
function splits(node: SyntaxNode): boolean {
  const operator = node.firstChild?.nextSibling?.name ?? '';
  return setOperators.has(operator) || (comparisons.has(operator) && node.getChild('BoolModifier') === null);
}

/** The argument of `absent`, also where it is within an aggregation. */
function soughtBy(node: SyntaxNode): SyntaxNode | null {
  const body = node.getChild('FunctionCallBody')?.firstChild ?? null;
  if (node.name === 'AggregateExpr') return body === null ? null : soughtBy(body);
  const called = node.getChild('FunctionIdentifier')?.firstChild?.name ?? '';
  return absences.has(called) ? body : null;
}
