import { promSeconds } from '../duration';
import { nodes, parsePromql } from './parse';
import { QueryError } from './query-error';

/**
 * How a query says which window it is for: by `{{.window}}`, by a literal range that stands for every window, by a bare
 * selector that is wrapped here, or not at all (an expression that is read as it is).
 */
export type Convention = 'placeholder' | 'literal' | 'bare' | 'instant';

/** A query with holes where its window goes. */
export interface QueryTemplate {
  /** As the source has it. */
  readonly text: string;
  readonly convention: Convention;
  /** PromQL of the same length as `text`, with a range in place of `{{.window}}`. */
  readonly promql: string;
  /** Where the windows stand in `promql`. */
  readonly holes: readonly { readonly from: number; readonly to: number }[];
  /** The literal range in seconds, where the query has one. */
  readonly literalSeconds?: number;
}

const placeholder = /\{\{\s*\.window\s*\}\}/g;

/** A duration as long as the text it stands for, so that places in the query stay what they are. */
const standIn = (text: string) => `${'5'.padStart(text.length - 1, '0')}m`;

/**
 * Parses a query and finds its window. Throws `QueryError`: `query-syntax` when it is not PromQL, `query-mixture` when it
 * has two different ranges, or `{{.window}}` beside a literal range.
 */
export function readQuery(text: string): QueryTemplate {
  const promql = text.replace(placeholder, standIn);
  const unknown = /\{\{.*?\}\}/.exec(promql);
  if (unknown) throw new QueryError('query-syntax', unknown[0], unknown.index);

  const tree = parsePromql(promql, text);
  const all = nodes(tree);
  const ranges = all
    .filter((node) => node.name === 'MatrixSelector' || node.name === 'SubqueryExpr')
    .map((node) => node.getChild('DurationExpr'))
    .filter((node) => node !== null)
    .map(({ from, to }) => ({ from, to }));
  const written = ranges.map(({ from, to }) => text.slice(from, to));
  const distinct = [...new Set(written.map((range) => range.replace(/\s/g, '')))];
  if (distinct.length > 1)
    throw new QueryError(
      'query-mixture',
      distinct.map((range) => `[${range}]`).join(' and '),
      ranges[1]?.from,
    );

  const placeholders = text.match(placeholder)?.length ?? 0;
  if (placeholders > ranges.length || (placeholders > 0 && placeholders < ranges.length))
    throw new QueryError('query-mixture', '{{.window}} outside a range', text.search(placeholder));
  if (placeholders > 0) return { text, convention: 'placeholder', promql, holes: ranges };
  if (ranges.length > 0) {
    const literalSeconds = promSeconds(distinct[0] ?? '');
    if (literalSeconds === undefined)
      throw new QueryError('query-shape', `the range [${distinct[0]}]`, ranges[0]?.from);
    return { text, convention: 'literal', promql, holes: ranges, literalSeconds };
  }
  const bare = tree.topNode.firstChild?.name === 'VectorSelector';
  return { text, convention: bare ? 'bare' : 'instant', promql, holes: [] };
}

/**
 * Checks that the queries of one SLI write their window in one way. Throws `QueryError` `query-mixture` otherwise.
 */
export function requireOneConvention(queries: readonly QueryTemplate[]): void {
  const kinds = [...new Set(queries.map(describeWindow))];
  if (kinds.length > 1) throw new QueryError('query-mixture', kinds.join(' and '));
}

/** The window of a query in words: `{{.window}}`, `[5m]`, `a bare selector`, `no window`. */
export function describeWindow({ convention, promql, holes }: QueryTemplate): string {
  const [first] = holes;
  if (convention === 'placeholder') return '{{.window}}';
  if (convention === 'literal' && first) return `[${promql.slice(first.from, first.to)}]`;
  return convention === 'bare' ? 'a bare selector' : 'no window';
}
