import { isPlainMetric, labelText, quote, unquote } from './literals';
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

/** Every vector selector of a query, in order. Throws `QueryError` when the query does not parse. */
export function selectorsOf(query: string): Selector[] {
  return nodes(parsePromql(query))
    .filter((node) => node.name === 'VectorSelector')
    .map((node) => selectorAt(query, node));
}

/** The name of a label, written with or without quotes. */
export function labelIn(query: string, node: SyntaxNode): string {
  const text = query.slice(node.from, node.to);
  return node.name === 'QuotedLabelName' ? unquote(text, node.from) : text;
}

/** A matcher of a selector, and where its value stands. */
export interface PlacedMatcher extends Matcher {
  readonly valueFrom: number;
}

/** The matchers of a selector as written, the metric's name among them as `__name__`. */
export function matchersIn(query: string, node: SyntaxNode): PlacedMatcher[] {
  const found: PlacedMatcher[] = [];
  const identifier = node.getChild('Identifier');
  const name = (value: string, valueFrom: number) =>
    found.push({ label: '__name__', operator: '=', value, valueFrom });
  if (identifier) name(query.slice(identifier.from, identifier.to), identifier.from);
  for (let part = node.getChild('LabelMatchers')?.firstChild; part; part = part.nextSibling) {
    const literal = part.getChild('StringLiteral');
    const operator = part.getChild('MatchOp');
    if (part.name === 'QuotedLabelName') name(labelIn(query, part), part.from);
    else if (part.firstChild && literal && operator) {
      found.push({
        label: labelIn(query, part.firstChild),
        operator: query.slice(operator.from, operator.to) as MatchOperator,
        value: unquote(query.slice(literal.from, literal.to), literal.from),
        valueFrom: literal.from,
      });
    }
  }
  return found;
}

/** The vector selector that a node of a query is. */
export function selectorAt(query: string, node: SyntaxNode): Selector {
  const all = matchersIn(query, node);
  const names = all.filter(({ label, operator }) => label === '__name__' && operator === '=');
  return {
    metric: names.at(-1)?.value ?? '',
    matchers: all
      .filter((matcher) => !names.includes(matcher))
      .map(({ label, operator, value }) => ({ label, operator, value })),
    from: node.from,
    to: node.to,
  };
}

/** Writes a selector: `up{job="gt-api"}`; a name that only Prometheus 3 knows stands in quotes inside the braces. */
export function showSelector({ metric, matchers }: Pick<Selector, 'metric' | 'matchers'>): string {
  const written = matchers.map(
    ({ label, operator, value }) => `${labelText(label)}${operator}${quote(value)}`,
  );
  const isOutside = metric === '' || isPlainMetric(metric);
  const inside = (isOutside ? written : [quote(metric), ...written]).join(', ');
  if (!isOutside) return `{${inside}}`;
  return inside === '' ? metric : `${metric}{${inside}}`;
}

/** Adds matchers to every selector of a query. Throws `QueryError` when the query does not parse. */
export function addMatchers(query: string, added: readonly Matcher[]): string {
  return selectorsOf(query).reduceRight((text, selector) => {
    const wider = showSelector({ ...selector, matchers: [...selector.matchers, ...added] });
    return text.slice(0, selector.from) + wider + text.slice(selector.to);
  }, query);
}
