import { isPlainLabel } from '../literals';
import type { SyntaxNode } from '../parse';
import { QueryError } from '../query-error';
import { checkRegex, hasNewGroups } from '../regex';
import { matchersIn, type PlacedMatcher } from '../selector';
import { expectType, expressionsIn, textOf, wrong, type Checker } from './checker';
import type { ValueType } from './signatures';

/** A vector selector: one name, patterns that RE2 takes, and a matcher that does not match everything. */
export function typeOfSelector(checker: Checker, node: SyntaxNode): ValueType {
  const matchers = matchersIn(checker.query, node);
  const outside = node.getChild('Identifier') !== null;
  const inside = matchers.slice(outside ? 1 : 0);
  const quoted = inside.filter(
    ({ label, valueFrom }) => label === '__name__' && isNameAlone(checker, valueFrom),
  );
  if ((outside && inside.some(({ label }) => label === '__name__')) || quoted.length > 1)
    throw wrong('a selector names its metric twice', node);
  for (const { value } of quoted) checker.requirements.add(`the metric "${value}" in quotes`);
  const choosing = matchers.map((matcher) => matchesNothing(checker, matcher));
  if (!outside && !choosing.includes(true))
    throw wrong('a selector needs at least one matcher that an empty value does not satisfy', node);
  return 'vector';
}

/** Whether a name stands by itself in the braces, `{"up"}`, not as `__name__="up"`. */
const isNameAlone = ({ query }: Checker, from: number) => !/[=~]\s*$/.test(query.slice(0, from));

/** Checks a matcher's pattern and names; whether an empty value fails it. */
function matchesNothing(checker: Checker, { label, operator, value, valueFrom }: PlacedMatcher): boolean {
  if (label === '') throw new QueryError('query-type', 'a label has no name', valueFrom);
  if (!isPlainLabel(label)) checker.requirements.add(`the label "${label}"`);
  if (operator === '=' || operator === '!=') return (value === '') !== (operator === '=');
  const pattern = checkRegex(value, valueFrom);
  if (hasNewGroups(value)) checker.requirements.add('a named group (?<…>) in a pattern');
  return pattern.matches('') !== (operator === '=~');
}

/** `x[5m]`: ranges belong to selectors, before any `offset` or `@`. */
export function typeOfRange(checker: Checker, node: SyntaxNode): ValueType {
  const [selector] = expressionsIn(node);
  if (selector?.name !== 'VectorSelector') {
    throw wrong('a range stands behind something that is no selector', selector ?? node);
  }
  checker.typeOf(selector);
  for (const duration of node.getChildren('DurationExpr')) checkDuration(checker, duration);
  return 'range';
}

/** `(…)[1h:1m]`: an instant vector, evaluated at each step. */
export function typeOfSubquery(checker: Checker, node: SyntaxNode): ValueType {
  const [inner] = expressionsIn(node);
  if (inner) expectType(checker, inner, 'vector', 'what a subquery evaluates');
  for (const duration of node.getChildren('DurationExpr')) checkDuration(checker, duration);
  return 'range';
}

const units = ['y', 'w', 'd', 'h', 'm', 's', 'ms'] as const;
const largest = 292 * 365.25 * 86_400;

/** A duration as every Prometheus reads it: units in falling order, each once, more than nothing. */
function checkDuration(checker: Checker, node: SyntaxNode, mayBeZero = false): void {
  const text = textOf(checker, node).trim();
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    checker.requirements.add(`the duration ${text} without a unit`);
    if (Number(text) === 0 && !mayBeZero) throw wrong(`the duration ${text} is zero`, node);
    return;
  }
  if (!/^(\d+(ms|[ywdhms]))+$/.test(text))
    throw wrong(`the duration ${text} needs a feature flag of Prometheus`, node);
  const parts = [...text.matchAll(/(\d+)(ms|[ywdhms])/g)];
  const order = parts.map(([, , unit]) => units.findIndex((known) => known === unit));
  if (order.some((place, index) => index > 0 && place <= (order[index - 1] ?? -1)))
    throw wrong(`the duration ${text} does not have its units in falling order, each once`, node);
  const seconds = [31_536_000, 604_800, 86_400, 3600, 60, 1, 0.001];
  const sum = parts.reduce(
    (total, [, number], index) => total + Number(number) * (seconds[order[index] ?? 0] ?? 0),
    0,
  );
  if (sum === 0 && !mayBeZero) throw wrong(`the duration ${text} is zero`, node);
  if (sum === 0) checker.requirements.add(`the offset ${text}`);
  if (sum > largest) throw wrong(`the duration ${text} is longer than Prometheus can count`, node);
}

const modified = new Set([
  'VectorSelector',
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
]);

/** `offset 5m` and `@ end()`: behind a selector, a range or a subquery, each at most once. */
export function typeOfModified(checker: Checker, node: SyntaxNode): ValueType {
  const [inner] = expressionsIn(node);
  const name = node.name === 'OffsetExpr' ? '"offset"' : '"@"';
  if (!inner || !modified.has(inner.name))
    throw wrong(`${name} stands behind something that is no selector`, node);
  for (let deeper: SyntaxNode | null | undefined = inner; deeper; [deeper] = expressionsIn(deeper)) {
    if (deeper.name === node.name) throw wrong(`${name} stands twice`, node);
    if (deeper.name !== 'OffsetExpr' && deeper.name !== 'StepInvariantExpr') break;
  }
  let offset = node.getChild('OffsetDurationExpr');
  while (offset?.getChild('OffsetDurationExpr')) offset = offset.getChild('OffsetDurationExpr');
  if (offset) checkDuration(checker, offset, true);
  const timestamp = node.name === 'StepInvariantExpr' ? node.getChild('NumberDurationLiteral') : null;
  if (timestamp) checkTimestamp(checker, timestamp);
  return checker.typeOf(inner);
}

function checkTimestamp(checker: Checker, node: SyntaxNode): void {
  const text = textOf(checker, node);
  if (/^[+-]?(inf|nan)/i.test(text)) throw wrong(`${text} is no timestamp`, node);
  checker.typeOf(node);
}
