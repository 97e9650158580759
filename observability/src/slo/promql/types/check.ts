import { parsePromql, type SyntaxNode, type Tree } from '../parse';
import { unquote } from '../literals';
import { typeOfBinary } from './binary';
import { typeOfAggregation, typeOfCall } from './calls';
import { expressionsIn, textOf, wrong, type Checker, type Requirement } from './checker';
import { typeOfModified, typeOfRange, typeOfSelector, typeOfSubquery } from './selectors';
import { typeInWords, type ValueType } from './signatures';

export type { Requirement } from './checker';
export type { ValueType } from './signatures';

export interface Typed {
  readonly type: ValueType;
  /** What in it only Prometheus 3 reads. */
  readonly requirements: readonly Requirement[];
}

/**
 * The type of a PromQL expression, by the rules with which Prometheus 3.5 loads one without feature flags
 * (promql/parser/parse.go). Throws `QueryError`: `query-syntax`, `query-type` or `query-regex`.
 */
export function checkTypes(query: string, source = query): Typed {
  const tree = parsePromql(query, source);
  const known = typesOfTrees.get(tree);
  if (known) return known;
  const requirements = new Set<Requirement>();
  const checker: Checker = { query, requirements, typeOf: (node) => typeOf(checker, node) };
  const [top] = expressionsIn(tree.topNode);
  if (!top) throw wrong('no expression', tree.topNode);
  const typed: Typed = { type: checker.typeOf(top), requirements: [...requirements] };
  typesOfTrees.set(tree, typed);
  return typed;
}

const typesOfTrees = new WeakMap<Tree, Typed>();

type Rule = (checker: Checker, node: SyntaxNode) => ValueType;

const rules: Readonly<Record<string, Rule>> = {
  AggregateExpr: typeOfAggregation,
  BinaryExpr: typeOfBinary,
  FunctionCall: typeOfCall,
  MatrixSelector: typeOfRange,
  NumberDurationLiteral: typeOfNumber,
  OffsetExpr: typeOfModified,
  ParenExpr: (checker, node) => checker.typeOf(only(node)),
  StepInvariantExpr: typeOfModified,
  StringLiteral: (checker, node) => (unquote(textOf(checker, node), node.from), 'string'),
  SubqueryExpr: typeOfSubquery,
  UnaryExpr: typeOfUnary,
  VectorSelector: typeOfSelector,
};

function typeOf(checker: Checker, node: SyntaxNode): ValueType {
  const rule = rules[node.name];
  if (!rule) throw wrong(`"${textOf(checker, node)}" needs a feature flag of Prometheus`, node);
  return rule(checker, node);
}

function only(node: SyntaxNode): SyntaxNode {
  const [inner] = expressionsIn(node);
  if (!inner) throw wrong('nothing in parentheses', node);
  return inner;
}

/** A number; as a duration (`5m`) only Prometheus 3 reads it. */
function typeOfNumber(checker: Checker, node: SyntaxNode): ValueType {
  const text = textOf(checker, node);
  if (/^\d+(ms|[ywdhms])/.test(text)) checker.requirements.add(`the number ${text} with a unit`);
  if (text.includes('_')) checker.requirements.add(`the number ${text} with "_"`);
  return 'scalar';
}

function typeOfUnary(checker: Checker, node: SyntaxNode): ValueType {
  const type = checker.typeOf(only(node));
  if (type === 'scalar' || type === 'vector') return type;
  throw wrong(`a sign stands before ${typeInWords[type]}`, node);
}
