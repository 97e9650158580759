import { groupingLabels } from '../grouping';
import { isPlainLabel } from '../literals';
import type { SyntaxNode } from '../parse';
import { labelIn } from '../selector';
import { expressionsIn, textOf, wrong, type Checker } from './checker';
import { typeInWords, type ValueType } from './signatures';

const comparisons = new Set(['==', '!=', '<', '>', '<=', '>=']);
const setOperators = new Set(['and', 'or', 'unless']);

/** The type of a binary operation: which operators take which sides, and what may match vectors. */
export function typeOfBinary(checker: Checker, node: SyntaxNode): ValueType {
  const [left, right] = expressionsIn(node);
  const sign = left?.nextSibling;
  if (!left || !right || !sign) throw wrong('an operation without two sides', node);
  const operator = textOf(checker, sign).toLowerCase();
  const [one, other] = [checker.typeOf(left), checker.typeOf(right)];
  for (const [type, side] of [
    [one, left],
    [other, right],
  ] as const) {
    if (type !== 'scalar' && type !== 'vector') {
      throw wrong(`one side of "${operator}" is ${typeInWords[type]}`, side);
    }
  }
  const scalars = [one, other].filter((type) => type === 'scalar').length;
  const isBool = hasBool(node);
  if (node.getChild('FillModifier')) throw wrong('"fill" needs a feature flag of Prometheus', node);
  if (isBool && !comparisons.has(operator))
    throw wrong(`"bool" stands with "${operator}", but belongs to comparisons`, node);
  if (scalars === 2 && comparisons.has(operator) && !isBool)
    throw wrong('two scalars are compared without "bool"', node);
  if (scalars > 0 && setOperators.has(operator))
    throw wrong(`one side of "${operator}" is a scalar, but both must be instant vectors`, node);
  checkMatching(checker, node, operator, scalars);
  return scalars === 2 ? 'scalar' : 'vector';
}

const hasBool = (node: SyntaxNode): boolean => {
  const modifier = node.getChild('BoolModifier');
  return Boolean(modifier?.getChild('Bool'));
};

function checkMatching(checker: Checker, node: SyntaxNode, operator: string, scalars: number): void {
  const modifier =
    node.getChild('MatchingModifierClause') ??
    node.getChild('BoolModifier')?.getChild('MatchingModifierClause');
  if (!modifier) return;
  const matching = groupingLabels(checker.query, modifier);
  const grouping = modifier.getChild('GroupLeft') ?? modifier.getChild('GroupRight');
  if (scalars > 0 && matching.length > 0)
    throw wrong('vectors are matched by labels, but one side is a scalar', node);
  if (scalars === 0 && grouping && setOperators.has(operator))
    throw wrong(`"${operator}" takes no group_left or group_right`, node);
  const included = grouping ? includedLabels(checker, grouping) : [];
  for (const label of [...matching, ...included]) {
    if (!isPlainLabel(label)) checker.requirements.add(`the label "${label}"`);
  }
  const twice = modifier.getChild('On') ? included.find((label) => matching.includes(label)) : undefined;
  if (twice !== undefined) throw wrong(`the label "${twice}" stands in "on" and in the grouping`, node);
}

/** The labels that `group_left` or `group_right` names. */
function includedLabels({ query }: Checker, grouping: SyntaxNode): string[] {
  const list = grouping.nextSibling;
  const found: string[] = [];
  for (let label = list?.firstChild; label; label = label.nextSibling) found.push(labelIn(query, label));
  return found;
}
