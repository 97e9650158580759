import type { SyntaxNode } from '@express-slo-stack/observability/slo';
import { replaced, sidesOf, type Edit, type EditsAt } from './edits';

const opposites: Readonly<Record<string, string>> = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' };

const isNumber = (node: SyntaxNode) => node.name === 'NumberDurationLiteral';

/** Whether a node is the right side of a comparison. */
function isThreshold(node: SyntaxNode): boolean {
  const sides = node.parent ? sidesOf(node.parent) : undefined;
  return sides?.right.from === node.from && ['Gtr', 'Gte', 'Lss', 'Lte'].includes(sides.operator.name);
}

const times =
  (factor: number, applies: (node: SyntaxNode) => boolean): EditsAt =>
  (node, textOf) =>
    isNumber(node) && applies(node) && Number(textOf(node)) !== 0
      ? [replaced(node, String(factor * Number(textOf(node))))]
      : [];

const range =
  (factor: number): EditsAt =>
  (node, textOf) =>
    node.name === 'DurationExpr' ? [replaced(node, scaled(textOf(node), factor))] : [];

const seconds: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** A Prometheus duration times a factor: `1h30m` twice is `10800s`. */
export const scaled = (duration: string, factor: number): string =>
  `${[...duration.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (seconds[unit] ?? 0) * factor * 1_000,
    0,
  )}ms`;

/** Keeps one side of a binary operation. */
const keeps = (node: SyntaxNode, side: SyntaxNode, textOf: (node: SyntaxNode) => string): Edit[] => [
  replaced(node, textOf(side)),
];

/** What mutations do to an expression, by their kind. */
export const expressionKinds = {
  'range doubled': range(2),
  'range halved': range(0.5),
  'threshold raised by 10 %': times(1.1, isThreshold),
  'threshold lowered by 10 %': times(0.9, isThreshold),
  'comparison turned': (node, textOf) => {
    const opposite = sidesOf(node) && opposites[textOf(sidesOf(node)?.operator ?? node)];
    return opposite === undefined ? [] : [replaced(sidesOf(node)?.operator ?? node, opposite)];
  },
  '"and" made "or"': (node) => (node.name === 'And' ? [replaced(node, 'or')] : []),
  'minimum errors removed': (node, textOf) => {
    const sides = sidesOf(node);
    const isMinimum = sides?.operator.name === 'And' && textOf(sides.right).includes('count_over_time(');
    return isMinimum ? keeps(node, sides.left, textOf) : [];
  },
  '"or 0 * …" removed': (node, textOf) => {
    const sides = sidesOf(node);
    return sides?.operator.name === 'Or' ? keeps(node, sides.left, textOf) : [];
  },
  '"> 0" removed': (node, textOf) => {
    const sides = sidesOf(node);
    const isGuard = sides?.operator.name === 'Gtr' && textOf(sides.right) === '0';
    return isGuard ? keeps(node, sides.left, textOf) : [];
  },
  'number raised by 10 %': times(1.1, (node) => !isThreshold(node)),
  'zero made one': (node, textOf) => (isNumber(node) && textOf(node) === '0' ? [replaced(node, '1')] : []),
  'matcher turned': (node, textOf) => {
    const turned: Readonly<Record<string, string>> = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' };
    const opposite = node.name === 'MatchOp' ? turned[textOf(node)] : undefined;
    return opposite === undefined ? [] : [replaced(node, opposite)];
  },
} as const satisfies Readonly<Record<string, EditsAt>>;

const ratio = 'slo:sli_error:ratio_rate';

/** Reads the ratio of the next window instead, of those that the rules record. */
export const anotherWindow =
  (records: readonly string[]): EditsAt =>
  (node, textOf) => {
    const ratios = records.filter((record) => record.startsWith(ratio));
    const at = node.name === 'Identifier' ? ratios.indexOf(textOf(node)) : -1;
    return at === -1
      ? []
      : [at - 1, at + 1].flatMap((other) => (ratios[other] ? [replaced(node, ratios[other])] : []));
  };
