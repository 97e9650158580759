import { problem, type Place, type Problem } from '../../errors';
import type { Sli } from '../../model';
import { readEvents } from '../common/events';
import { exactlyOneOf } from '../common/exactly-one';
import { readRatio, readThreshold } from '../common/gauges';
import { isHistogram, readHistogramThreshold } from '../common/histogram';
import { parseQuery, placed, type PlacedQuery } from '../common/query';
import { note } from '../../notes';
import type { Collected } from '../reading';
import type { Registry } from './registry';
import type { MetricSpec, Objective, SliSpec } from './v1';
import { isPrometheus } from './vendor';

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
  { registry, collected, groupBy }: IndicatorContext,
): IndicatorRead | undefined {
  const { problems, notes } = collected;
  const { good, bad, total, raw, rawType, counter } = metric;
  if (isOfVendor([good, bad, total, raw], registry, problems)) return undefined;
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
    { counts, query, total: all, counter: counter?.value, ...(groupBy && { groupBy }) },
    collected,
  );
  return read && { ...read, query: query.at, total: all.at };
}

function readThresholdMetric(
  metric: MetricSpec,
  { objective: { at, op, value }, registry, collected, groupBy }: IndicatorContext,
): IndicatorRead | undefined {
  const { problems } = collected;
  for (const [field, found] of Object.entries({ op, value })) {
    const doc = 'a threshold metric is compared with it, such as "op: lte" and "value: 0.25"';
    if (!found) problems.push(problem('missing-field', at, { owner: 'the objective', field, doc }));
  }
  const query = thresholdQuery(metric, registry, problems);
  if (!query || !op || !value) return undefined;
  const read = isHistogram(query, collected.notes)
    ? readHistogramThreshold(query, op.value, value, problems, groupBy)
    : readThreshold(query, op.value, value.value, problems, groupBy);
  return read && { ...read, query: query.at };
}

const thresholdQuery = (metric: MetricSpec, registry: Registry, problems: Problem[]) =>
  isOfVendor([metric], registry, problems)
    ? undefined
    : queryOf('thresholdMetric', metric, registry, problems);

/** Checks an SLI that no SLO uses, as far as it does not depend on an objective. */
export function checkIndicator(
  spec: SliSpec,
  context: Pick<IndicatorContext, 'registry' | 'collected'>,
): void {
  const { registry, collected } = context;
  if (!spec.thresholdMetric || spec.ratioMetric) {
    readIndicator(spec, { ...context, objective: { at: spec.at }, groupBy: undefined });
    return;
  }
  const query = thresholdQuery(spec.thresholdMetric, registry, collected.problems);
  if (query) parseQuery(query, collected.problems);
}

/** Reports the first of an SLI's metrics whose source is not Prometheus. */
function isOfVendor(
  metrics: readonly (MetricSpec | undefined)[],
  registry: Registry,
  problems: Problem[],
): boolean {
  const types = metrics.flatMap((metric) => (metric && typeOf(metric, registry)) ?? []);
  const other = types.find(({ value }) => !isPrometheus(value));
  if (other) problems.push(problem('not-prometheus', other.at, { type: other.value }));
  return other !== undefined;
}

const typeOf = ({ metricSource: { type, metricSourceRef } }: MetricSpec, registry: Registry) =>
  type ?? (metricSourceRef && registry.find('DataSource', metricSourceRef.value)?.type);

/** The query of a metric. Where its source is in no file, its own type says what it is; else that is a problem. */
function queryOf(
  field: string,
  metric: MetricSpec,
  registry: Registry,
  problems: Problem[],
): PlacedQuery | undefined {
  const { metricSourceRef, type, spec, ifPrometheus = [] } = metric.metricSource;
  if (metricSourceRef && type) {
    const effect = 'its query is read as PromQL, as "type" says';
    registry.expect('DataSource', 'metricSourceRef', metricSourceRef, effect);
  } else if (metricSourceRef && !registry.resolve('DataSource', 'metricSourceRef', metricSourceRef)) {
    return undefined;
  }
  problems.push(...ifPrometheus);
  return placed(field, spec.query);
}
