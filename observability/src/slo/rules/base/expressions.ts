import { promDuration } from '../../duration';
import { decimal, divide, plain } from '../../decimal';
import type { EventSli, GaugeSli, RatioSli, Sli } from '../../model';
import {
  canonical,
  instantiate,
  nodes,
  parsePromql,
  summed,
  withAbsentTerms,
  type QueryTemplate,
} from '../../promql';

/** Expressions for bad events and for all events over the base window, per second or per minute (`unitSeconds`). */
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
  const inUnit = (template: QueryTemplate) =>
    perMinute(instantiate(withAbsentTerms(template, groupBy), options), template, sli, seconds);
  const total = inUnit(sli.total);
  const counted = inUnit(sli.query);
  if (sli.counts === 'errors') return { total, errors: `${counted}\nor\n0 * ${operand(total)}` };
  // Two rates of one scrape can differ by less than nothing where a counter is near its zero.
  return {
    total,
    errors: `clamp_min(\n  ${operand(total)}\n  -\n  ${operand(counted)},\n  0\n)\nor\n${total}`,
  };
}

const minute = 60;

/** The unit of the events that an SLI's base records count, in seconds: the same at any scrape interval. */
export const unitSeconds = (sli: Sli): number =>
  sli.kind === 'events' && (growsWithWindow(sli.total, sli) || growsWithWindow(sli.query, sli)) ? minute : 1;

/** Functions whose value is a number of what lies in the range, not a mean or a rate. `increase` is written as `rate`. */
const counting = new Set(['SumOverTime', 'CountOverTime', 'Delta', 'Changes', 'Resets']);

const growsWithWindow = ({ convention, promql, holes }: QueryTemplate, { counter }: EventSli): boolean =>
  convention === 'bare'
    ? !counter
    : holes.length > 0 &&
      nodes(parsePromql(promql)).some(
        ({ name, firstChild }) => name === 'FunctionIdentifier' && counting.has(firstChild?.name ?? ''),
      );

/** What a longer base window makes grow, as if the window were a minute. */
function perMinute(query: string, template: QueryTemplate, sli: EventSli, seconds: number): string {
  if (seconds === minute || !growsWithWindow(template, sli)) return query;
  return `${operand(query)} / ${plain(divide(decimal(seconds), decimal(minute)))}`;
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
