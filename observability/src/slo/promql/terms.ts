import { groupingLabels } from './grouping';
import { summed } from './instantiate';
import { nodes, parsePromql, type SyntaxNode } from './parse';
import { readQuery, type QueryTemplate } from './template';
import { checkTypes } from './types/check';
import { expressionsIn } from './types/checker';

/** What a query adds up, and what it subtracts. */
export interface Terms {
  readonly added: readonly string[];
  readonly subtracted: readonly string[];
}

/**
 * The terms of a query: `sum(a) + sum(b) - sum(c)`, also inside one `sum`, since the sum of a sum is the sum of the sums. A
 * query that does not add is one term. Operations that match by given labels are left as they are.
 */
export function termsOf({ text, promql }: Pick<QueryTemplate, 'text' | 'promql'>): Terms {
  const top = parsePromql(promql).topNode.firstChild;
  return top ? termsIn(top, { text, promql }) : { added: [text], subtracted: [] };
}

type Sources = Pick<QueryTemplate, 'text' | 'promql'>;

function termsIn(node: SyntaxNode, sources: Sources): Terms {
  const [one, other] = expressionsIn(node);
  if (node.name === 'ParenExpr' && one) return termsIn(one, sources);
  const isSum = node.getChild('Add') !== null;
  if (
    node.name === 'BinaryExpr' &&
    one &&
    other &&
    (isSum || node.getChild('Sub')) &&
    isPlain(node, sources)
  ) {
    const [left, right] = [termsIn(one, sources), termsIn(other, sources)];
    const [more, less] = isSum ? [right.added, right.subtracted] : [right.subtracted, right.added];
    return { added: [...left.added, ...more], subtracted: [...left.subtracted, ...less] };
  }
  return aggregated(node, sources) ?? { added: [sources.text.slice(node.from, node.to)], subtracted: [] };
}

/** The terms inside `sum(…)` or `sum by (…) (…)`, each summed; undefined where there is but one. */
function aggregated(node: SyntaxNode, sources: Sources): Terms | undefined {
  const modifier = node.getChild('AggregateModifier');
  const [inner] = expressionsIn(node.getChild('FunctionCallBody'));
  if (!node.getChild('AggregateOp')?.getChild('Sum') || (modifier && !modifier.getChild('By')) || !inner) {
    return undefined;
  }
  const { added, subtracted } = termsIn(inner, sources);
  if (added.length + subtracted.length < 2) return undefined;
  const labels = groupingLabels(sources.promql, modifier);
  const each = (terms: readonly string[]) => terms.map((term) => summed(labels, term));
  return { added: each(added), subtracted: each(subtracted) };
}

/** Whether an operation has two instant vectors and no modifiers. */
const isPlain = (node: SyntaxNode, { promql }: Sources): boolean =>
  node.getChild('MatchingModifierClause') === null &&
  node.getChild('BoolModifier') === null &&
  expressionsIn(node).every(({ from, to }) => checkTypes(promql.slice(from, to)).type === 'vector');

/** Tells the terms of a sum apart while they are put together; no query has such a label. */
const termLabel = 'slo_term';

/**
 * A query that has a result as soon as one of its terms has: `+` and `-` have none until the last series exists, which for an
 * error may be the first error ever. Counts as 0 what is not there. Other queries stay as they are.
 */
export function withAbsentTerms(template: QueryTemplate, groupBy: readonly string[]): QueryTemplate {
  const { added, subtracted } = termsOf(template);
  if (added.length + subtracted.length < 2 || added.length === 0) return template;
  const all = united(added, groupBy);
  const less = subtracted.length === 0 ? '' : ` - (${united(subtracted, groupBy)} or 0 * ${all})`;
  return readQuery(`${all}${less}`);
}

function united(terms: readonly string[], groupBy: readonly string[]): string {
  const [first = '', ...others] = terms;
  if (others.length === 0)
    return nodes(parsePromql(readQuery(first).promql))[1]?.name === 'BinaryExpr' ? `(${first})` : first;
  const labelled = terms.map(
    (term, index) => `label_replace(${term}, "${termLabel}", "${index + 1}", "", "")`,
  );
  return summed(groupBy, labelled.join(' or '));
}
