import { parser } from '@prometheus-io/lezer-promql';
import { QueryError } from './query-error';

/** Derived, because the grammar's package and `@lezer/common` are typed for different module systems. */
export type Tree = ReturnType<typeof parser.parse>;
export type SyntaxNode = Tree['topNode'];

/**
 * Parses PromQL; throws `QueryError` `query-syntax` at the first place that is none. `source` is what the error quotes, where
 * `text` stands for a query of the same length.
 */
export function parsePromql(text: string, source = text): Tree {
  if (text.trim() === '') throw new QueryError('query-syntax', 'an empty query');
  const tree = parser.parse(text);
  const broken = nodes(tree).find((node) => node.type.isError);
  if (broken) {
    const rest = source
      .slice(broken.from, broken.from + 20)
      .replace(/\s+/g, ' ')
      .trim();
    const found = rest || 'the end of the query';
    throw new QueryError('query-syntax', found, broken.from);
  }
  return tree;
}

/** Every node of a tree, in the order of the text. */
export function nodes(tree: Tree): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({ enter: (reference) => void found.push(reference.node) });
  return found;
}
