import { decimal, divide, plain } from '../../decimal';
import { promSeconds } from '../../duration';
import { problem, type Place, type Problem } from '../../errors';
import type { Sli } from '../../model';
import { readEvents } from '../common/events';
import { exactlyOneOf } from '../common/exactly-one';
import { readBooleanGauge } from '../common/gauges';
import { asLabelName } from '../common/labels';
import { readNativeLatency } from '../common/native';
import { placed } from '../common/query';
import { note } from '../../notes';
import type { Collected } from '../reading';
import type { At } from '../yaml/schema';
import type { PyrraSlo } from './schema';

export interface IndicatorRead {
  readonly sli: Sli;
  readonly groupBy: readonly string[];
  readonly query: Place;
  readonly total?: Place;
  readonly bounds?: ReadonlyMap<number, Place>;
}

/** Reads the indicator: exactly one of the four kinds. */
export function readIndicator({ spec }: PyrraSlo, collected: Collected): IndicatorRead | undefined {
  const { problems } = collected;
  const { ratio, latency, latencyNative, bool_gauge: gauge } = spec.indicator;
  if ([ratio, latency, latencyNative, gauge].filter((kind) => kind !== undefined).length !== 1) {
    problems.push(
      exactlyOneOf(spec.indicator.at, 'indicator', { ratio, latency, latencyNative, bool_gauge: gauge }),
    );
    return undefined;
  }
  if (gauge) {
    const read = readBooleanGauge(
      placed('metric', gauge.metric),
      groupingOf(gauge.grouping, problems),
      problems,
    );
    return read && { ...read, query: gauge.metric.at };
  }
  if (latencyNative) return readNative(latencyNative, collected);
  const counted = ratio
    ? { counts: 'errors' as const, field: 'errors', query: ratio.errors.metric, all: ratio }
    : latency && { counts: 'good' as const, field: 'success', query: latency.success.metric, all: latency };
  if (!counted) return undefined;
  const { all, counts, field } = counted;
  const query = placed(field, counted.query);
  const total = placed('total', all.total.metric);
  const read = readEvents(
    { counts, query, total, counter: true, groupBy: groupingOf(all.grouping, problems) },
    collected,
  );
  return read && { ...read, query: query.at, total: total.at };
}

function readNative(
  { total, latency, grouping }: NonNullable<PyrraSlo['spec']['indicator']['latencyNative']>,
  { problems, notes }: Collected,
): IndicatorRead | undefined {
  const seconds = /^\d+ms$/.test(latency.value)
    ? divide(decimal(latency.value.slice(0, -2)), decimal(1000))
    : decimal(promSeconds(latency.value) ?? 0);
  if (seconds.lte(0)) {
    const expected = 'a Prometheus duration, such as 250ms';
    const value = `"${latency.value}"`;
    problems.push(problem('invalid-duration', latency.at, { field: 'latency', value, expected }));
    return undefined;
  }
  notes.push(note('native-histogram', latency.at, { threshold: plain(seconds) }));
  const query = placed('total', total.metric);
  const read = readNativeLatency(query, seconds, groupingOf(grouping, problems), problems);
  return read && { ...read, query: query.at };
}

/** The labels of `grouping`, any that Prometheus 3 takes (UTF-8); what it does not take is a problem, and is left out. */
function groupingOf(list: At<readonly At<string>[]> | undefined, problems: Problem[]): readonly string[] {
  return (list?.value ?? []).flatMap(({ value, at }) => {
    if (value !== '' && !value.startsWith('__')) return [value];
    const suggestion = asLabelName(value).replace(/^_+/, '') || 'my_label';
    problems.push(problem('label-name', at, { label: value, suggestion }));
    return [];
  });
}
