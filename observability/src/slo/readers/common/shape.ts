import { decimal } from '../../decimal';
import {
  bucketMatcher,
  groupingLabels,
  labelText,
  parsePromql,
  readQuery,
  selectorsOf,
  showSelector,
  type QueryTemplate,
  type Selector,
} from '../../promql';

type SyntaxNode = ReturnType<typeof parsePromql>['topNode'];

/** The expression of a query, without the parentheses around the whole. */
function expressionOf(promql: string): SyntaxNode | null {
  let node = parsePromql(promql).topNode.firstChild;
  while (node?.name === 'ParenExpr') node = node.firstChild;
  return node;
}

/** `sum(selector)` and `sum by (labels) (selector)` without a range: the selector, and the labels. */
export function summedSelector(promql: string): { selector: string; groupBy: readonly string[] } | undefined {
  const node = expressionOf(promql);
  if (node?.name !== 'AggregateExpr' || !node.getChild('AggregateOp')?.getChild('Sum')) return undefined;
  const modifier = node.getChild('AggregateModifier');
  if (modifier && !modifier.getChild('By')) return undefined;
  const selector = node.getChild('FunctionCallBody')?.getChild('VectorSelector');
  if (!selector) return undefined;
  return {
    selector: promql.slice(selector.from, selector.to),
    groupBy: groupingLabels(promql, modifier ?? null),
  };
}

/** Whether anything aggregates; else the expression gives one series per label set of its metric. */
export const isAggregated = (promql: string): boolean => aggregatesIn(promql).length > 0;

/** A selector of a classic histogram's buckets: the base name, and the bound chosen by `le`. */
export interface BucketUse {
  readonly histogram: string;
  /** The bound as written; undefined when no single one is chosen. */
  readonly bound?: string;
  /** The character of the query at which the bound is chosen, or else the selector begins. */
  readonly offset: number;
}

const wholeBound = /^(\d+)\|\1\\\.0$/;

/** The bound that a selector chooses: `le="0.25"`, or both spellings of a whole one. */
function boundOf({ matchers }: Selector): string | undefined {
  const le = matchers.find(({ label }) => label === 'le');
  if (le?.operator === '=') return le.value;
  return le?.operator === '=~' ? wholeBound.exec(le.value)?.[1] : undefined;
}

/** The buckets that a query reads. `histogram_quantile` reads them all, on purpose. */
export function bucketsIn({ promql }: QueryTemplate): readonly BucketUse[] {
  if (/\bhistogram_quantile\b/.test(promql)) return [];
  return selectorsOf(promql)
    .filter(({ metric }) => metric.endsWith('_bucket'))
    .map((selector) => {
      const bound = boundOf(selector);
      const histogram = selector.metric.slice(0, -'_bucket'.length);
      const inSelector = promql.slice(selector.from, selector.to).search(/\ble\s*=/);
      const offset = selector.from + Math.max(0, inSelector);
      return { histogram, offset, ...(bound !== undefined && { bound }) };
    });
}

const finite = /^\d+(\.\d+)?$/;

/** Chooses buckets in the one spelling that Prometheus 2 and 3 both know (`1` and `1.0`). */
export function withPortableBounds(text: string, { promql }: QueryTemplate): string {
  return selectorsOf(promql)
    .filter(({ metric }) => metric.endsWith('_bucket'))
    .reduceRight((written, selector) => {
      const matchers = selector.matchers.map((matcher) =>
        matcher.label === 'le' && matcher.operator === '=' && finite.test(matcher.value)
          ? bucketMatcher(decimal(matcher.value))
          : matcher,
      );
      return (
        written.slice(0, selector.from) + showSelector({ ...selector, matchers }) + written.slice(selector.to)
      );
    }, text);
}

/**
 * Writes every aggregation in one form, `sum by (a, b) (…)`: where the labels stand and in which order has no meaning,
 * and two spellings would give two different rules.
 */
export function withLeadingGrouping(template: QueryTemplate): QueryTemplate {
  const { text, promql } = template;
  for (const node of aggregatesIn(promql)) {
    const part = (of: SyntaxNode | null) => (of ? text.slice(of.from, of.to) : '');
    const modifier = node.getChild('AggregateModifier');
    const body = node.getChild('FunctionCallBody');
    if (!modifier || !body) continue;
    const labels = [...groupingLabels(promql, modifier)].sort().map(labelText);
    const keyword = modifier.getChild('By') ? 'by' : 'without';
    const written = `${part(node.getChild('AggregateOp'))} ${keyword} (${labels.join(', ')}) ${part(body)}`;
    if (part(node) !== written) {
      return withLeadingGrouping(readQuery(text.slice(0, node.from) + written + text.slice(node.to)));
    }
  }
  return template;
}

function aggregatesIn(promql: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  parsePromql(promql).iterate({
    enter: ({ name, node }) => void (name === 'AggregateExpr' && found.push(node)),
  });
  return found;
}
