import {
  compileSlo,
  defaultOptions,
  fileStem,
  readSpecifications,
  ruleTests,
  toYaml,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';

const source = (query: string) => `{metricSource: {type: Prometheus, spec: {query: '${query}'}}}`;
const ratio = (kind: 'good' | 'bad', query: string, total: string) =>
  `{ratioMetric: {counter: true, ${kind}: ${source(query)}, total: ${source(total)}}}`;

interface Parts {
  readonly indicator: string;
  readonly window?: string;
  readonly method?: string;
  readonly objective?: string;
  readonly annotations?: string;
}

const requests = ratio('bad', 'requests_total{code=~"5.."}', 'requests_total');

/** One SLO of each kind that has rules of a form of its own. */
const specifications: Readonly<Record<string, Parts>> = {
  availability: { indicator: requests },
  latency: {
    indicator: ratio(
      'good',
      'sum(rate(request_seconds_bucket{le="0.5"}[5m]))',
      'sum(rate(request_seconds_bucket{le="+Inf"}[5m]))',
    ),
    objective: '{target: 0.99}',
  },
  grouped: { indicator: requests, annotations: '{express-slo-stack/group-by: handler}' },
  month: {
    indicator: requests,
    window: '{duration: 1M, isRolling: false, calendar: {startTime: "2026-01-01 00:00:00", timeZone: UTC}}',
  },
  slices: {
    indicator: requests,
    window: '{duration: 1d, isRolling: true}',
    method: 'Timeslices',
    objective: '{target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 1m}',
    annotations: '{express-slo-stack/minimum-errors: "3"}',
  },
  raw: { indicator: `{ratioMetric: {raw: ${source('my:error_ratio')}, rawType: failure}}` },
  day: {
    indicator: requests,
    window: '{duration: 1d, isRolling: true}',
    objective: '{target: 0.99}',
  },
};

export const subjectNames: readonly string[] = Object.keys(specifications);

/** The specification of a subject, in OpenSLO v1. */
export function specificationOf(name: string): string {
  const parts = specifications[name];
  if (!parts) throw new Error(`no SLO ${name}; there are ${subjectNames.join(', ')}`);
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  annotations: ${parts.annotations ?? '{}'}
  labels: {owner: [shopping]}
spec:
  service: proof
  indicator: {metadata: {name: sli}, spec: ${parts.indicator}}
  timeWindow: [${parts.window ?? '{duration: 30d, isRolling: true}'}]
  budgetingMethod: ${parts.method ?? 'Occurrences'}
  objectives: [${parts.objective ?? '{target: 0.999}'}]
`;
}

/** How often the metrics of the subjects are scraped, in seconds. */
export const scrapeSeconds = 15;

/** An SLO's rules and the texts of its generated tests. */
export interface Subject {
  readonly name: string;
  /** The base name of its files. */
  readonly stem: string;
  readonly groups: readonly RuleGroup[];
  readonly tests: readonly string[];
}

/** Compiles a subject. */
export function subjectOf(name: string): Subject {
  const { slos, problems } = readSpecifications([{ file: `${name}.yaml`, text: specificationOf(name) }], {});
  const [read] = slos;
  if (!read) throw new Error(problems.map(({ message }) => message).join('; '));
  const options = { ...defaultOptions, scrapeSeconds };
  const compiled = compileSlo(read.slo, options);
  const { data, windows, waits } = ruleTests(compiled, options, 'rules.yml');
  const tests = [data, windows, waits].flatMap((file) => (file ? [toYaml(file, [])] : []));
  return { name, stem: fileStem(read.slo), groups: compiled.groups, tests };
}
