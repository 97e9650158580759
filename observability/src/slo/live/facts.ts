/** What was asked of a running Prometheus: the answer, or why there is none. */
export type Answer<Value> = { readonly value: Value } | { readonly reason: string };

/** What Prometheus scrapes; empty where series do not say. */
export interface Target {
  readonly job: string;
  readonly instance: string;
}

/** The series that a selector chooses at the moment. */
export interface SeriesFacts {
  readonly count: number;
  /** How many series the metric has, whatever their labels. */
  readonly countOfMetric: number;
  readonly targets: readonly Target[];
  readonly labels: Answer<readonly string[]>;
  /** Of a histogram's bucket: every bound that there is, and the targets that have any. */
  readonly buckets?: { readonly bounds: readonly string[]; readonly targets: readonly Target[] };
}

/** How long Prometheus keeps samples. */
export interface Retention {
  /** As Prometheus reports it: `15d or 10GiB`. */
  readonly text: string;
  /** The limit by age; undefined where only size limits it. */
  readonly seconds?: number;
}

export interface FamilyFacts {
  readonly family: string;
  readonly types: readonly string[];
}

export interface ServerFacts {
  /** By the text of the selector. */
  readonly series: ReadonlyMap<string, SeriesFacts>;
  /** By metric: its family, and the types that targets report of it. */
  readonly types: ReadonlyMap<string, Answer<FamilyFacts>>;
  /** Seconds between scrapes, by `targetKey`. */
  readonly intervals: ReadonlyMap<string, Answer<number>>;
  readonly retention: Answer<Retention>;
}

export const targetKey = ({ job, instance }: Target): string => JSON.stringify([job, instance]);

/** `15d`, `15d or 10GiB`, `10GiB`: as `/api/v1/status/runtimeinfo` has it. */
export function parseRetention(text: string, secondsOf: (text: string) => number | undefined): Retention {
  const seconds = text
    .split(' or ')
    .map((part) => secondsOf(part.trim()))
    .find((one) => one !== undefined);
  return { text, ...(seconds !== undefined && { seconds }) };
}
