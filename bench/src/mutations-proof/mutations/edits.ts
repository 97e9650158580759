import { parsePromql, type SyntaxNode } from '@express-slo-stack/observability/slo';

/** A part of an expression, and what stands in its place after a mutation. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What a kind of mutation does at one node of an expression; nothing where it does not apply. */
export type EditsAt = (node: SyntaxNode, textOf: (node: SyntaxNode) => string) => readonly Edit[];

/** Every expression that differs from `expr` by one edit. */
export function editedOnce(expr: string, editsAt: EditsAt): string[] {
  const edits: Edit[] = [];
  const textOf = ({ from, to }: SyntaxNode) => expr.slice(from, to);
  parsePromql(expr).iterate({ enter: ({ node }) => void edits.push(...editsAt(node, textOf)) });
  return edits.map(({ from, to, text }) => expr.slice(0, from) + text + expr.slice(to));
}

/** Puts a text in the place of a node. */
export const replaced = ({ from, to }: SyntaxNode, text: string): Edit => ({ from, to, text });

/** The operator and the two sides of a binary operation; undefined where a node is none. */
export function sidesOf(
  node: SyntaxNode,
): { readonly left: SyntaxNode; readonly operator: SyntaxNode; readonly right: SyntaxNode } | undefined {
  const { firstChild: left, lastChild: right } = node;
  const operator = left?.nextSibling;
  return node.name === 'BinaryExpr' && left && operator && right ? { left, operator, right } : undefined;
}
