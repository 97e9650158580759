import { nodes, parsePromql, type SyntaxNode } from './parse';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A vector selector: a metric's name (empty when only matchers choose) and its matchers. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** Where it stands in the query. */
  readonly from: number;
  readonly to: number;
}

/** The text of a PromQL string literal, whatever its quotes. */
export function unquote(literal: string): string {
  const inside = literal.slice(1, -1);
  if (literal.startsWith('`')) return inside;
  const escaped = literal.startsWith("'") ? inside.replace(/\\'/g, "'").replace(/"/g, '\\"') : inside;
  return JSON.parse(`"${escaped}"`) as string;
}

/** Writes a PromQL string literal in double quotes. */
export const quote = (value: string): string => JSON.stringify(value);

/** Every vector selector of a query, in order. Throws `QueryError` when the query does not parse. */
export function selectorsOf(query: string): Selector[] {
  return nodes(parsePromql(query))
    .filter((node) => node.name === 'VectorSelector')
    .map((node) => readSelector(query, node));
}

function readSelector(query: string, node: SyntaxNode): Selector {
  const text = (part: SyntaxNode | null) => (part ? query.slice(part.from, part.to) : '');
  const matchers: Matcher[] = [];
  let metric = text(node.getChild('Identifier'));
  for (const part of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
    const label = text(part.getChild('LabelName'));
    const operator = text(part.getChild('MatchOp')) as MatchOperator;
    const value = unquote(text(part.getChild('StringLiteral')));
    if (label === '__name__' && operator === '=') metric = value;
    else matchers.push({ label, operator, value });
  }
  return { metric, matchers, from: node.from, to: node.to };
}

/** Writes a selector: `up{job="gt-api"}`. */
export function showSelector({ metric, matchers }: Pick<Selector, 'metric' | 'matchers'>): string {
  const inside = matchers
    .map(({ label, operator, value }) => `${label}${operator}${quote(value)}`)
    .join(', ');
  return inside === '' ? metric : `${metric}{${inside}}`;
}

/** Adds matchers to every selector of a query. Throws `QueryError` when the query does not parse. */
export function addMatchers(query: string, added: readonly Matcher[]): string {
  return selectorsOf(query).reduceRight((text, selector) => {
    const wider = showSelector({ ...selector, matchers: [...selector.matchers, ...added] });
    return text.slice(0, selector.from) + wider + text.slice(selector.to);
  }, query);
}
