import { problem, type Problem } from '../errors';
import { kindOfName, type NameKind } from '../metrics/kinds';
import { recordedName } from '../metrics/recorded';
import { metricUses, type MetricUse } from '../metrics/uses';
import type { Sli } from '../model';
import type { SpecifiedSlo } from '../readers';

/** Series that are read as something that they are not, by what their names say: then the ratio means nothing. */
export const metrics = (slos: readonly SpecifiedSlo[]): Problem[] =>
  slos.flatMap(({ slo: { sli }, places }) => {
    const found = new Map<string, Problem>();
    for (const use of metricUses(sli)) {
      const mismatch = mismatchOf(use, sli);
      const { metric } = use.selector;
      const at = use.side === 'total' ? (places.total ?? places.query) : places.query;
      if (mismatch) found.set(`${metric} ${use.role}`, problem('metric-kind', at, { metric, ...mismatch }));
    }
    return [...found.values()];
  });

interface Mismatch {
  /** What the metric is, in words. */
  readonly kind: string;
  /** What it is read as, in words. */
  readonly use: string;
  readonly remedy: string;
}

function mismatchOf(use: MetricUse, sli: Sli): Mismatch | undefined {
  const { metric } = use.selector;
  const recorded = recordedName(metric);
  if (recorded) return use.role === 'counter' ? recordedMismatch(metric, recorded.operation) : undefined;
  const found = kindOfName(metric);
  if (!found) return undefined;
  switch (use.role) {
    case 'presence':
      return undefined;
    case 'native':
      return found.certain && found.kind !== 'histogram' ? asHistogram(found) : undefined;
    case 'counter':
      return found.grows ? missingBucket(metric, found) : asCounter(use, found);
    case 'gauge':
      return found.grows ? asGauge(use, found) : (manyQuantiles(use, found) ?? notBoolean(use, sli));
  }
}

function recordedMismatch(metric: string, operation: string | undefined): Mismatch {
  const isRate = operation === 'rate' || operation === 'increase';
  return {
    kind:
      operation === undefined ? 'a recorded series' : `a recorded ${isRate ? operation : 'ratio or mean'}`,
    use: 'a counter, by rate',
    remedy: isRate
      ? `sum it as it is: sum(${metric}), without a range`
      : 'name the counters that it is recorded from: in a recorded sum, the restart of one instance looks like that of all',
  };
}

const parts: Readonly<Record<string, string>> = {
  histogram: '_count, or _bucket with a bound',
  summary: '_count',
};

const asCounter = ({ selector: { metric }, by }: MetricUse, { kind, family }: NameKind): Mismatch => ({
  kind: `a ${kind}`,
  use: `a counter, by ${by}`,
  remedy:
    kind in parts
      ? `name one of its series: ${family}${parts[kind]}`
      : `a gauge has no events to count: compare its value by a threshold metric, or average one of 0 and 1 by avg_over_time(${metric}[{{.window}}])`,
});

const asGauge = ({ selector: { metric }, by }: MetricUse, { kind }: NameKind): Mismatch => ({
  kind: kind === 'counter' ? 'a counter' : `a counter of a ${kind}`,
  use: `a gauge, by ${by}`,
  remedy: `read its growth, rate(${metric}[{{.window}}]), or "counter: true" where it stands alone: its value only tells how long the process has run`,
});

const asHistogram = ({ kind }: NameKind): Mismatch => ({
  kind: `a ${kind}`,
  use: 'a native histogram',
  remedy: 'compare its value by a threshold metric',
});

/** `go_gc_duration_seconds_bucket`: a gauge or a summary has no buckets. */
const missingBucket = (metric: string, { kind, family, certain }: NameKind): Mismatch | undefined =>
  certain && /_bucket$/.test(metric) && kind !== 'histogram'
    ? {
        kind: `of a ${kind}, ${family},`,
        use: 'a bucket of a histogram',
        remedy:
          kind === 'summary'
            ? `compare one quantile of it by a threshold metric: ${family}{quantile="0.99"}`
            : `compare its value by a threshold metric: ${family}`,
      }
    : undefined;

/** All quantiles of a summary at once. */
const manyQuantiles = ({ selector: { metric, matchers }, by }: MetricUse, { kind, certain }: NameKind) =>
  certain && kind === 'summary' && !matchers.some(({ label }) => label === 'quantile')
    ? {
        kind: 'a summary',
        use: `one value, by ${by}`,
        remedy: `choose one of its quantiles: ${metric}{quantile="0.99"}`,
      }
    : undefined;

const unit = /_(seconds|milliseconds|bytes|celsius|volts|amperes|joules|metres|meters)$/;

/** A gauge of 0 and 1 has no unit. */
const notBoolean = ({ selector: { metric } }: MetricUse, sli: Sli): Mismatch | undefined =>
  sli.kind === 'gauge' && unit.test(metric)
    ? {
        kind: `in ${unit.exec(metric)?.[1]}`,
        use: '1 when good and 0 when bad',
        remedy: 'compare it by a threshold metric (OpenSLO "thresholdMetric" with "op" and "value")',
      }
    : undefined;
