import { type Selector, selectorsOf } from '../promql';
import { parses } from './dashboard-rules';
import { type Rule, targetRule } from './rule';

const rates = new Set(['rate', 'irate', 'increase']);

/** The rules on queries. Those that read selectors leave a query that does not parse to `target-promql-rule`. */
export const targetRules: readonly Rule[] = [
  targetRule('target-promql-rule', ({ expr }) => (parses(expr) ? undefined : 'does not parse')),
  targetRule('target-rate-interval-rule', ({ expr }) => {
    const windows = [...expr.matchAll(/\b(?:rate|irate|increase)\([^[]*\[([^\]]+)\]/g)].map(
      ([, window]) => window,
    );
    const wrong = windows.find((window) => window !== '$__rate_interval');
    return wrong === undefined ? undefined : `a rate over ${wrong}, not over $__rate_interval`;
  }),
  selectorRule('target-job-rule', lacking('job')),
  selectorRule('target-instance-rule', lacking('instance')),
  selectorRule('target-counter-agg-rule', ({ metric, readBy = '' }) =>
    metric.endsWith('_total') && !rates.has(readBy) ? `${metric} without rate, irate or increase` : undefined,
  ),
];

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
