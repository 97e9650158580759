import type { SyntaxNode } from '../parse';
import { QueryError } from '../query-error';
import { typeInWords, type ValueType } from './signatures';

/** Something in a query that Prometheus 2.42 does not read and 3 does, in words. */
export type Requirement = string;

/** One query while its types are found. */
export interface Checker {
  readonly query: string;
  /** Collected on the way. */
  readonly requirements: Set<Requirement>;
  /** The type of an expression; throws `QueryError` for one that Prometheus does not load. */
  readonly typeOf: (node: SyntaxNode) => ValueType;
}

export const textOf = ({ query }: Pick<Checker, 'query'>, { from, to }: SyntaxNode): string =>
  query.slice(from, to);

/** A part of a query that Prometheus would not load. */
export const wrong = (found: string, { from }: SyntaxNode): QueryError =>
  new QueryError('query-type', found, from);

/** Checks the type of a part; `where` names the place in the message. */
export function expectType(checker: Checker, node: SyntaxNode, want: ValueType, where: string): void {
  const type = checker.typeOf(node);
  if (type !== want) {
    throw wrong(`${where} is ${typeInWords[type]}, but must be ${typeInWords[want]}`, node);
  }
}

/** The children of a node that are expressions. */
export function expressionsIn(node: SyntaxNode | null): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) {
    if (expressionNames.has(child.name)) found.push(child);
  }
  return found;
}

const expressionNames = new Set([
  'AggregateExpr',
  'AnchoredExpr',
  'BinaryExpr',
  'FunctionCall',
  'MatrixSelector',
  'NumberDurationLiteral',
  'OffsetExpr',
  'ParenExpr',
  'SmoothedExpr',
  'StepInvariantExpr',
  'StringLiteral',
  'SubqueryExpr',
  'UnaryExpr',
  'VectorSelector',
]);
