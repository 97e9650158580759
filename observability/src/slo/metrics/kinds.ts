import { knownFamilies, type MetricKind } from './known';

/** What a series of a name is. */
export interface NameKind {
  /** The metric family: without `_bucket`, `_count` and `_sum` where it is a histogram or a summary. */
  readonly family: string;
  /** What the family is. */
  readonly kind: MetricKind;
  /** Whether the series itself, if there is one, only ever grows. */
  readonly grows: boolean;
  /** False where only a convention says so. */
  readonly certain: boolean;
}

const suffix = /_(bucket|count|sum)$/;

/** What a metric is by its name: known, or told by the conventions for names. Undefined where neither says. */
export function kindOfName(name: string): NameKind | undefined {
  const family = name.replace(suffix, '');
  const known = kindOfFamily(family);
  const isPart = family !== name;
  if (isPart && (known === 'histogram' || known === 'summary')) {
    return { family, kind: known, grows: true, certain: true };
  }
  if (/_bucket$/.test(name) && known && known !== 'untyped') {
    return { family, kind: known, grows: true, certain: true };
  }
  if (/_total$/.test(name)) return { family: name, kind: 'counter', grows: true, certain: false };
  if (/_bucket$/.test(name)) return { family, kind: 'histogram', grows: true, certain: false };
  const own = kindOfFamily(name);
  if (own === 'untyped') return undefined;
  if (own) return { family: name, kind: own, grows: false, certain: true };
  if (holdsOneValue.test(name)) return { family: name, kind: 'gauge', grows: false, certain: false };
  if (histogramName.test(name)) return { family: name, kind: 'histogram', grows: false, certain: false };
  return undefined;
}

/** Names that are histograms by convention. */
const histogramName = /(_duration|_latency)_seconds$/;

/** Names of values that are computed already, or of one moment. */
const holdsOneValue =
  /(^|_)(last|max|min|avg|mean|average|current|p\d{2,3})(_|$)|_(ratio|info|timestamp_seconds)$/;

const patterns = knownFamilies.flatMap(([kind, families]) =>
  families.map((family) => ({ kind, pattern: new RegExp(`^${family.replaceAll('*', '.*')}$`) })),
);

const kindOfFamily = (family: string): MetricKind | 'untyped' | undefined =>
  patterns.find(({ pattern }) => pattern.test(family))?.kind;
