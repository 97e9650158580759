import { parser } from '@prometheus-io/lezer-promql';
import { LRUCache } from 'lru-cache';
import { QueryError } from './query-error';

/** Derived, because the grammar's package and `@lezer/common` are typed for different module systems. */
export type Tree = ReturnType<typeof parser.parse>;
export type SyntaxNode = Tree['topNode'];

/**
 * Parses PromQL; throws `QueryError` `query-syntax` at the first place that is none. `source` is what the error quotes, where
 * `text` stands for a query of the same length.
 */
export function parsePromql(text: string, source = text): Tree {
  const known = parsed.get(text);
  if (known) return known;
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
  parsed.set(text, tree);
  return tree;
}

/** The last queries that were parsed: while an SLO is compiled, its few queries are parsed over and over. */
const parsed = new LRUCache<string, Tree>({ max: 256 });

const nodesOfTrees = new WeakMap<Tree, readonly SyntaxNode[]>();

/** Every node of a tree, in the order of the text. */
export function nodes(tree: Tree): readonly SyntaxNode[] {
  const known = nodesOfTrees.get(tree);
  if (known) return known;
  const found: SyntaxNode[] = [];
  tree.iterate({ enter: (reference) => void found.push(reference.node) });
  nodesOfTrees.set(tree, found);
  return found;
}
