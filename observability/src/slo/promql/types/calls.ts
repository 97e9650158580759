import { groupingLabels } from '../grouping';
import { isPlainLabel, unquote } from '../literals';
import type { SyntaxNode } from '../parse';
import { checkRegex } from '../regex';
import { expectType, expressionsIn, textOf, wrong, type Checker } from './checker';
import {
  aggregationParameters,
  experimentalAggregations,
  signatures,
  type Signature,
  type ValueType,
} from './signatures';

/** The type of a function call: how many arguments it takes, and of which types. */
export function typeOfCall(checker: Checker, node: SyntaxNode): ValueType {
  const identifier = node.getChild('FunctionIdentifier');
  const name = identifier ? textOf(checker, identifier) : '';
  const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
  if (!signature) throw wrong(`the function "${name}" is not in every Prometheus 3.5`, node);
  if (signature.newer) checker.requirements.add(`the function ${name}`);
  const given = expressionsIn(node.getChild('FunctionCallBody'));
  checkCount(name, signature, given, node);
  given.forEach((argument, index) => {
    const want = signature.takes[Math.min(index, signature.takes.length - 1)];
    if (want) expectType(checker, argument, want, `argument ${index + 1} of ${name}`);
  });
  const pattern = name === 'label_replace' ? given[4] : undefined;
  if (pattern) checkRegex(unquote(textOf(checker, pattern), pattern.from), pattern.from);
  return signature.gives;
}

function checkCount(
  name: string,
  { takes, least = takes.length, repeats = false }: Signature,
  given: readonly SyntaxNode[],
  node: SyntaxNode,
): void {
  if (given.length >= least && (repeats || given.length <= takes.length)) return;
  const limit = given.length < least ? least : takes.length;
  const bound = least === takes.length && !repeats ? '' : given.length < least ? 'at least ' : 'at most ';
  throw wrong(`${name} has ${count(given.length)}, but takes ${bound}${limit}`, node);
}

const count = (number: number) => `${number} argument${number === 1 ? '' : 's'}`;

/** The type of an aggregation: its parameter, its vector, and the labels it groups by. */
export function typeOfAggregation(checker: Checker, node: SyntaxNode): ValueType {
  const operator = node.getChild('AggregateOp');
  const name = operator ? textOf(checker, operator).toLowerCase() : '';
  if (experimentalAggregations.includes(name))
    throw wrong(`"${name}" needs a feature flag of Prometheus`, node);
  const parameter = aggregationParameters[name];
  const given = expressionsIn(node.getChild('FunctionCallBody'));
  const wanted = parameter ? 2 : 1;
  if (given.length !== wanted) throw wrong(`${name} has ${count(given.length)}, but takes ${wanted}`, node);
  const [first, second] = given;
  if (parameter && first) expectType(checker, first, parameter, `the parameter of ${name}`);
  const vector = second ?? first;
  if (vector) expectType(checker, vector, 'vector', `what ${name} aggregates`);
  for (const label of groupingLabels(checker.query, node.getChild('AggregateModifier'))) {
    if (!isPlainLabel(label)) checker.requirements.add(`the label "${label}"`);
  }
  return 'vector';
}
