import { instantQuery } from '@express-slo-stack/demo';
import { selectorsOf } from '@express-slo-stack/observability/slo';
import type { FirstLook } from './first-look';

/** Metrics of the API that no panel and no rule reads. */
export interface Unused {
  readonly metrics: readonly string[];
  readonly reason: string;
}

/** Prometheus adds these to every target. */
const addedByPrometheus = /^(?:up$|scrape_)/;
const partOfFamily = /_(?:bucket|count|sum)$/;

const groups: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /^django_/, reason: "for django-prometheus's own dashboards and rules, which read these names" },
  { pattern: /^(?:nodejs|process)_/, reason: "prom-client's usual ones, for dashboards that expect them" },
  { pattern: /^/, reason: 'for whoever asks; nothing here does' },
];

/** The names without those that are read, as families, by what they are exposed for. */
export function unusedOf(exposed: readonly string[], read: ReadonlySet<string>): readonly Unused[] {
  const familyOf = (name: string): string => name.replace(partOfFamily, '');
  const readFamilies = new Set([...read].map(familyOf));
  const families = new Set(exposed.filter((name) => !addedByPrometheus.test(name)).map(familyOf));
  const unused = [...families].filter((family) => !readFamilies.has(family)).sort();
  const groupOf = (family: string) => groups.find(({ pattern }) => pattern.test(family));
  return groups
    .map((group) => ({ metrics: unused.filter((family) => groupOf(family) === group), reason: group.reason }))
    .filter(({ metrics }) => metrics.length > 0);
}

/** What the API exposes and nothing of the first look's queries reads. Rejects when Prometheus does not answer. */
export async function unusedMetrics(
  prometheusUrl: string,
  { answers }: FirstLook,
): Promise<readonly Unused[]> {
  const series = await instantQuery(prometheusUrl, 'group by (__name__) ({job="gt-api"})');
  const read = answers.flatMap(({ question }) => question.exprs.flatMap(selectorsOf));
  return unusedOf(
    series.flatMap(({ metric }) => metric['__name__'] ?? []),
    new Set(read.map(({ metric }) => metric)),
  );
}
