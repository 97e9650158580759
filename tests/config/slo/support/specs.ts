/** Where the parts of a specification for these tests differ. A window of one day keeps their rules' tests short. */
export interface SpecParts {
  readonly name: string;
  readonly indicator: string;
  readonly objective?: string;
  readonly method?: string;
  readonly window?: string;
  readonly annotations?: string;
  readonly labels?: string;
}

const source = (query: string) => `{metricSource: {type: Prometheus, spec: {query: '${query}'}}}`;
export const ratio = (kind: 'good' | 'bad', query: string, total: string) =>
  `{ratioMetric: {counter: true, ${kind}: ${source(query)}, total: ${source(total)}}}`;
export const raw = (query: string) => `{ratioMetric: {raw: ${source(query)}, rawType: failure}}`;
export const thresholdMetric = (query: string) => `{thresholdMetric: ${source(query)}}`;

const oneDay = '{duration: 1d, isRolling: true}';

/** An SLO in OpenSLO v1. */
export const specification = (parts: SpecParts): string => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${parts.name}
  labels: ${parts.labels ?? '{}'}
  annotations: ${parts.annotations ?? '{}'}
spec:
  service: shop
  indicator: {metadata: {name: sli}, spec: ${parts.indicator}}
  timeWindow: [${parts.window ?? oneDay}]
  budgetingMethod: ${parts.method ?? 'Occurrences'}
  objectives: [${parts.objective ?? '{target: 0.99}'}]
`;

const bad = 'requests_total{code=~"5.."}';

/** One SLO of each kind that the compiler knows. */
export const kinds: readonly SpecParts[] = [
  { name: 'bad-events', indicator: ratio('bad', bad, 'requests_total') },
  { name: 'good-events', indicator: ratio('good', 'requests_total{code!~"5.."}', 'requests_total') },
  {
    name: 'own-aggregates',
    indicator: ratio(
      'bad',
      'sum by (region) (increase(failures_total[{{.window}}]))',
      'sum by (region) (increase(calls_total[{{.window}}]))',
    ),
  },
  {
    name: 'latency',
    indicator: thresholdMetric('request_duration_seconds{code!~"5.."}'),
    objective: '{op: lte, value: 1, target: 0.95}',
  },
  {
    name: 'gauge',
    indicator: thresholdMetric('up{job="shop"}'),
    objective: '{op: gte, value: 1, target: 0.99}',
  },
  { name: 'raw', indicator: raw('my:error_ratio') },
  {
    name: 'grouped',
    indicator: ratio('bad', bad, 'requests_total'),
    annotations: '{express-slo-stack/group-by: "handler, region"}',
  },
  { name: 'low', indicator: ratio('bad', bad, 'requests_total'), objective: '{target: 0.9}' },
  { name: 'high', indicator: ratio('bad', bad, 'requests_total'), objective: '{target: 0.99999}' },
  {
    name: 'slices',
    indicator: ratio('bad', bad, 'requests_total'),
    method: 'Timeslices',
    objective: '{target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 1m}',
    annotations: '{express-slo-stack/minimum-errors: "3"}',
  },
  {
    name: 'hour',
    indicator: ratio('bad', bad, 'requests_total'),
    window: '{duration: 1h, isRolling: true}',
  },
  {
    name: 'day',
    indicator: ratio('bad', bad, 'requests_total'),
    window: '{duration: 1d, isRolling: false, calendar: {startTime: "2026-01-01 00:00:00", timeZone: UTC}}',
  },
];
