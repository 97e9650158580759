import { promDuration } from '../../duration';
import type { EventSli, GaugeSli, RatioSli, Sli } from '../../model';
import { canonical, instantiate, parsePromql, summed } from '../../promql';

/** Expressions for bad events and for all events, per second over the base window. */
export interface BaseExpressions {
  readonly errors: string;
  readonly total: string;
}

/** What the two base records compute. `seconds` is the base window. */
export function baseExpressions(sli: Sli, seconds: number, groupBy: readonly string[]): BaseExpressions {
  switch (sli.kind) {
    case 'events':
      return fromEvents(sli, seconds, groupBy);
    case 'gauge':
      return fromGauge(sli, seconds, groupBy);
    case 'ratio':
      return fromRatio(sli, seconds, groupBy);
  }
}

/**
 * Where no error (or no good event) has been counted yet, its series may not exist: then errors are 0 (or all). Per
 * group, so never `or vector(0)`.
 */
function fromEvents(sli: EventSli, seconds: number, groupBy: readonly string[]): BaseExpressions {
  const options = { seconds, groupBy, counter: sli.counter };
  const total = instantiate(sli.total, options);
  const counted = instantiate(sli.query, options);
  if (sli.counts === 'errors') return { total, errors: `${counted}\nor\n0 * ${operand(total)}` };
  // Two rates of one scrape can differ by less than nothing where a counter is near its zero.
  return {
    total,
    errors: `clamp_min(\n  ${operand(total)}\n  -\n  ${operand(counted)},\n  0\n)\nor\n${total}`,
  };
}

/** Every sample is an event, bad by 1 minus its value. */
function fromGauge(sli: GaugeSli, seconds: number, groupBy: readonly string[]): BaseExpressions {
  const samples = `${canonical(sli.query.promql)}[${promDuration(seconds)}]`;
  const all = summed(groupBy, `count_over_time(${samples})`);
  const good = summed(groupBy, `sum_over_time(${samples})`);
  return { total: `${all} / ${seconds}`, errors: `(\n  ${all}\n  -\n  ${good}\n) / ${seconds}` };
}

/** Ratios know no events: each evaluation counts as one. `>= 0` drops NaN, which comes from zero by zero. */
function fromRatio(sli: RatioSli, seconds: number, groupBy: readonly string[]): BaseExpressions {
  const query =
    sli.query.convention === 'bare'
      ? canonical(sli.query.promql)
      : instantiate(sli.query, { seconds, groupBy });
  const known = `${operand(query)} >= 0`;
  const ratio = `clamp_max(${known}, 1)`;
  return { total: `0 * (${known}) + 1`, errors: sli.counts === 'errors' ? ratio : `1 - ${ratio}` };
}

const closed = new Set([
  'AggregateExpr',
  'FunctionCall',
  'VectorSelector',
  'ParenExpr',
  'NumberDurationLiteral',
]);

/** An expression fit to stand beside an operator: in parentheses unless it is one term. */
export function operand(query: string): string {
  const top = parsePromql(query).topNode.firstChild?.name ?? '';
  return closed.has(top) ? query : `(${query})`;
}
