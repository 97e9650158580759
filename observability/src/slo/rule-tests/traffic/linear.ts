import {
  nodes,
  parsePromql,
  selectorsOf,
  type QueryTemplate,
  type Selector,
  type SyntaxNode,
} from '../../promql';

/** Events that a query counts: those of a selector, some of them more than once, or taken away. */
export interface Term {
  readonly factor: number;
  readonly selector: Selector;
}

/** What in a query keeps its value from being known: `irate`, `offset`. */
export class Unknown {
  constructor(readonly construct: string) {}
}

/** Takes a query apart into sums of rates: `2 * (sum(rate(a[5m])) + sum(rate(b[5m])))` has two terms with a factor of 2. */
export function linearTerms(query: QueryTemplate): readonly Term[] | Unknown {
  const { text, promql, convention } = query;
  const selectors = selectorsOf(promql);
  if (convention === 'bare') return selectors.map((selector) => ({ factor: 1, selector }));
  const top = parsePromql(promql).topNode.firstChild;
  const found = top ? termsIn(top, text) : new Unknown(text);
  return found instanceof Unknown
    ? found
    : found.flatMap(({ factor, from }) => {
        const selector = selectors.find((one) => one.from === from);
        return selector ? [{ factor, selector }] : [];
      });
}

interface Placed {
  readonly factor: number;
  /** Where the selector begins. */
  readonly from: number;
}

function termsIn(node: SyntaxNode, query: string): readonly Placed[] | Unknown {
  const text = (of: SyntaxNode | null) => (of ? query.slice(of.from, of.to) : '');
  switch (node.name) {
    case 'ParenExpr':
      return node.firstChild ? termsIn(node.firstChild, query) : new Unknown(text(node));
    case 'AggregateExpr': {
      const operation = text(node.getChild('AggregateOp'));
      const inner = node.getChild('FunctionCallBody')?.firstChild;
      if (operation !== 'sum' || !inner) return new Unknown(operation);
      // The sum of a sum is the sum of the sums.
      return termsIn(inner, query);
    }
    case 'FunctionCall': {
      const name = text(node.getChild('FunctionIdentifier'));
      const range = node.getChild('FunctionCallBody')?.firstChild;
      const selector = range?.getChild('VectorSelector');
      if (name !== 'rate' && name !== 'increase') return new Unknown(name);
      if (range?.name !== 'MatrixSelector' || !selector) {
        return new Unknown(range?.name === 'OffsetExpr' ? 'offset' : text(range ?? node));
      }
      return [{ factor: 1, from: selector.from }];
    }
    case 'BinaryExpr':
      return binary(node, query);
    case 'OffsetExpr':
      return new Unknown('offset');
    default:
      return new Unknown(text(node));
  }
}

function binary(node: SyntaxNode, query: string): readonly Placed[] | Unknown {
  const { firstChild: left, lastChild: right } = node;
  const operator = left?.nextSibling;
  if (!left || !right || operator?.nextSibling?.from !== right.from) {
    return new Unknown(query.slice(operator?.from ?? node.from, right?.from ?? node.to).trim());
  }
  const numbers = [left, right].map(({ name, from, to }) =>
    name === 'NumberDurationLiteral' ? Number(query.slice(from, to)) : undefined,
  );
  const [before, after] = numbers;
  const times = (of: SyntaxNode, factor: number) => scaled(termsIn(of, query), factor);
  if (operator.name === 'Mul' && before !== undefined) return times(right, before);
  if (operator.name === 'Mul' && after !== undefined) return times(left, after);
  if (operator.name === 'Div' && after !== undefined) return times(left, 1 / after);
  if (operator.name !== 'Add' && operator.name !== 'Sub')
    return new Unknown(query.slice(operator.from, operator.to));
  const [one, other] = [times(left, 1), times(right, operator.name === 'Add' ? 1 : -1)];
  if (one instanceof Unknown) return one;
  return other instanceof Unknown ? other : [...one, ...other];
}

const scaled = (terms: readonly Placed[] | Unknown, factor: number): readonly Placed[] | Unknown =>
  terms instanceof Unknown ? terms : terms.map((term) => ({ ...term, factor: factor * term.factor }));

/** Whether a query compares: then a share of errors cannot be made of levels between 0 and 1. */
export const compares = ({ promql }: QueryTemplate): boolean =>
  nodes(parsePromql(promql)).some(({ name }) => name === 'BoolModifier');
