import { problem, type Place, type Problem } from '../../errors';
import type { Sli } from '../../model';
import { readEvents } from '../common/events';
import { exactlyOneOf } from '../common/exactly-one';
import { readRatio, readThreshold } from '../common/gauges';
import { isHistogram, readHistogramThreshold } from '../common/histogram';
import { placed, type PlacedQuery } from '../common/query';
import { note } from '../../notes';
import type { Collected } from '../reading';
import type { Registry } from './registry';
import type { MetricSpec, Objective, SliSpec } from './v1';

export interface IndicatorRead {
  readonly sli: Sli;
  readonly groupBy: readonly string[];
  readonly query: Place;
  readonly total?: Place;
  readonly bounds?: ReadonlyMap<number, Place>;
}

/** What an SLI is read with. */
export interface IndicatorContext {
  readonly objective: Objective;
  readonly registry: Registry;
  readonly collected: Collected;
  /** Labels by which bare selectors are summed, from the annotation. */
  readonly groupBy: readonly string[] | undefined;
}

/** Reads an SLI; a threshold metric takes its comparison from the objective. */
export function readIndicator(spec: SliSpec, context: IndicatorContext): IndicatorRead | undefined {
  const { ratioMetric, thresholdMetric } = spec;
  const { objective, collected } = context;
  if ((ratioMetric === undefined) === (thresholdMetric === undefined)) {
    collected.problems.push(exactlyOneOf(spec.at, 'spec of the SLI', { ratioMetric, thresholdMetric }));
    return undefined;
  }
  if (thresholdMetric) return readThresholdMetric(thresholdMetric, context);
  if (objective.op ?? objective.value) {
    collected.notes.push(note('op-ignored', objective.op?.at ?? objective.at, {}));
  }
  return ratioMetric && readRatioMetric(ratioMetric, context);
}

function readRatioMetric(
  metric: NonNullable<SliSpec['ratioMetric']>,
  { registry, collected: { problems, notes }, groupBy }: IndicatorContext,
): IndicatorRead | undefined {
  const { good, bad, total, raw, rawType, counter } = metric;
  if (rawType && !raw)
    notes.push(note('field-unused', rawType.at, { field: 'rawType', reason: 'there is no "raw"' }));
  if ((total === undefined) === (raw === undefined)) {
    problems.push(exactlyOneOf(metric.at, 'ratioMetric', { total, raw }));
    return undefined;
  }
  if (raw) {
    if (good ?? bad) {
      problems.push(exactlyOneOf(metric.at, 'ratioMetric', { raw, good, bad }));
      return undefined;
    }
    if (!rawType) {
      const doc = '"success" when the ratio is of good events, "failure" when of bad ones';
      problems.push(problem('missing-field', metric.at, { owner: 'ratioMetric', field: 'rawType', doc }));
      return undefined;
    }
    const query = queryOf('raw', raw, registry, problems);
    const read =
      query && readRatio(rawType.value === 'success' ? 'good' : 'errors', query, problems, groupBy);
    return read && { ...read, query: query.at };
  }
  if ((good === undefined) === (bad === undefined)) {
    problems.push(exactlyOneOf(metric.at, 'ratioMetric', { good, bad }));
    return undefined;
  }
  const query = good
    ? queryOf('good', good, registry, problems)
    : bad && queryOf('bad', bad, registry, problems);
  const all = total && queryOf('total', total, registry, problems);
  if (!query || !all) return undefined;
  const counts = good ? 'good' : 'errors';
  const read = readEvents(
    { counts, query, total: all, counter: counter?.value ?? false, ...(groupBy && { groupBy }) },
    problems,
  );
  return read && { ...read, query: query.at, total: all.at };
}

function readThresholdMetric(
  metric: MetricSpec,
  { objective: { at, op, value }, registry, collected: { problems }, groupBy }: IndicatorContext,
): IndicatorRead | undefined {
  for (const [field, found] of Object.entries({ op, value })) {
    const doc = 'a threshold metric is compared with it, such as "op: lte" and "value: 0.25"';
    if (!found) problems.push(problem('missing-field', at, { owner: 'the objective', field, doc }));
  }
  const query = queryOf('thresholdMetric', metric, registry, problems);
  if (!query || !op || !value) return undefined;
  const read = isHistogram(query)
    ? readHistogramThreshold(query, op.value, value, problems, groupBy)
    : readThreshold(query, op.value, value.value, problems, groupBy);
  return read && { ...read, query: query.at };
}

/** The query of a metric; a source that is not Prometheus is a problem. */
function queryOf(
  field: string,
  { metricSource }: MetricSpec,
  registry: Registry,
  problems: Problem[],
): PlacedQuery | undefined {
  const { metricSourceRef, type, spec } = metricSource;
  const source = metricSourceRef && registry.resolve('DataSource', 'metricSourceRef', metricSourceRef);
  const kind = type ?? source?.type;
  if (kind && kind.value.toLowerCase() !== 'prometheus') {
    problems.push(problem('not-prometheus', kind.at, { type: kind.value }));
    return undefined;
  }
  return metricSourceRef && !source ? undefined : placed(field, spec.query);
}
