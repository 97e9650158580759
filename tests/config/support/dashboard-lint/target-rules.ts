import { type Selector, selectorsOf } from '../promql';
import { parses } from './dashboard-rules';
import { type Rule, targetRule } from './rule';

const rates = new Set(['rate', 'irate', 'increase']);

/** The rules on queries. Those that read selectors leave a query that does not parse to `target-promql-rule`. */
export const targetRules: readonly Rule[] = [
  targetRule('target-promql-rule', ({ expr }) => (parses(expr) ? undefined : 'does not parse')),
  targetRule('target-rate-interval-rule', ({ expr }) => {
    const reads = [...expr.matchAll(/\b(rate|irate|increase)\([^[]*\[([^\]]+)\]/g)];
    const wrong = reads.find(([, read, window]) => !isWindowOf(read, window))?.[2];
    return wrong === undefined ? undefined : `a rate over ${wrong}, not over $__rate_interval`;
  }),
  selectorRule('target-job-rule', lacking('job')),
  selectorRule('target-instance-rule', lacking('instance')),
  selectorRule('target-counter-agg-rule', ({ metric, readBy = '' }) =>
    metric.endsWith('_total') && !rates.has(readBy) ? `${metric} without rate, irate or increase` : undefined,
  ),
];

/** A rate is over what fits the scrapes; the growth of a counter may be over all the time shown as well. */
const isWindowOf = (read: string | undefined, window: string | undefined): boolean =>
  window === '$__rate_interval' || (read === 'increase' && window === '$__range');

function selectorRule(name: string, complaint: (selector: Selector) => string | undefined): Rule {
  return targetRule(name, ({ expr }) =>
    parses(expr)
      ? selectorsOf(expr)
          .map(complaint)
          .find((message) => message !== undefined)
      : undefined,
  );
}

function lacking(label: string) {
  return ({ metric, matchers }: Selector): string | undefined =>
    matchers.some((matcher) => matcher.label === label && matcher.value === `$${label}`)
      ? undefined
      : `${metric} without ${label}=~"$${label}"`;
}
