import { problem, type Problem } from '../errors';
import { metricUses, type MetricRole, type MetricUse } from '../metrics/uses';
import type { SpecifiedSlo } from '../readers';
import type { FamilyFacts, ServerFacts } from './facts';
import { placeOf } from './places';
import { sliOf } from './questions';

/** Metrics that targets declare as another type than they are read as. */
export function typeFindings(
  specified: SpecifiedSlo,
  { types }: ServerFacts,
): { readonly problems: readonly Problem[]; readonly mistyped: ReadonlySet<string> } {
  const mistyped = new Set<string>();
  const found = metricUses(sliOf(specified)).flatMap((use) => {
    const { metric } = use.selector;
    const answer = types.get(metric);
    if (!answer || 'reason' in answer) return [];
    const wrong = wrongType(use, answer.value);
    if (wrong === undefined) return [];
    mistyped.add(metric);
    const { family } = answer.value;
    const values = {
      metric,
      family,
      type: wrong,
      use: useInWords(use, family),
      remedy: remedyFor(wrong, metric),
    };
    return [[family, problem('live-type', placeOf(specified, use), values)] as const];
  });
  return { problems: [...new Map(found).values()], mistyped };
}

const roles: Readonly<Record<Exclude<MetricRole, 'presence'>, readonly string[]>> = {
  counter: ['counter'],
  gauge: ['gauge', 'summary', 'stateset', 'info'],
  native: ['histogram', 'gaugehistogram'],
};

/** Prometheus 2 and 3 call what targets do not declare by different names. */
const undeclared = ['unknown', 'untyped'];

function wrongType(
  { role, selector: { metric } }: MetricUse,
  { family, types }: FamilyFacts,
): string | undefined {
  if (role === 'presence') return undefined;
  const part = metric.slice(family.length);
  const right = part === '' ? roles[role] : (parts[part] ?? []);
  return types.find((type) => !right.includes(type) && !undeclared.includes(type));
}

const parts: Readonly<Record<string, readonly string[]>> = {
  _bucket: ['histogram', 'gaugehistogram'],
  _count: ['histogram', 'summary', 'gaugehistogram'],
  _sum: ['histogram', 'summary', 'gaugehistogram'],
  _total: ['counter'],
};

function useInWords({ role, selector: { metric } }: MetricUse, family: string): string {
  if (metric !== family) return metric.endsWith('_total') ? 'a counter' : 'a part of a histogram';
  return { counter: 'a counter', gauge: 'a gauge', native: 'a native histogram', presence: 'present' }[role];
}

const remedyFor = (type: string, metric: string): string => {
  const family = metric.replace(/_(bucket|count|sum)$/, '');
  switch (type) {
    case 'gauge':
      return `compare its value: a threshold metric on max(${family}), or avg_over_time of a gauge of 0 and 1`;
    case 'summary':
      return `read ${family}_count, or compare one quantile by a threshold metric: ${family}{quantile="0.99"}`;
    case 'histogram':
      return `read ${family}_count, or ${family}_bucket with a bound`;
    default:
      return `read its growth: rate(${metric}[{{.window}}]), or "counter: true"`;
  }
};
