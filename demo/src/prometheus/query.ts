type Labels = Readonly<Record<string, string>>;

/** One series of an instant query's answer. */
export interface Sample {
  readonly metric: Labels;
  readonly value: number;
}

/** One series over time: pairs of a time, in seconds since 1970, and a value. */
export interface Curve {
  readonly metric: Labels;
  readonly points: readonly (readonly [time: number, value: number])[];
}

export interface Range {
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

interface Answer<Series> {
  readonly error?: string;
  readonly data?: { readonly result: readonly ({ readonly metric: Labels } & Series)[] };
}
type Point = readonly [number, string];

const PATIENCE_MS = 10_000;

/**
 * Asks Prometheus for a query's value, now or at a moment in seconds since 1970. Rejects when it refuses the query, and
 * when it does not answer within `patienceMs`.
 */
export async function instantQuery(
  prometheusUrl: string,
  query: string,
  { at, patienceMs = PATIENCE_MS }: { readonly at?: number; readonly patienceMs?: number } = {},
): Promise<Sample[]> {
  const time = at === undefined ? {} : { time: String(at) };
  const result = await ask<{ readonly value: Point }>(prometheusUrl, 'query', { query, ...time }, patienceMs);
  return result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}

/** The value of an instant query's only series; undefined when it has none. Rejects as {@link instantQuery} does. */
export async function queryValue(prometheusUrl: string, query: string): Promise<number | undefined> {
  const [sample] = await instantQuery(prometheusUrl, query);
  return sample?.value;
}

/** Asks Prometheus for a query's values over time. Rejects as {@link instantQuery} does. */
export async function rangeQuery(
  prometheusUrl: string,
  query: string,
  { from, to, stepSeconds }: Range,
): Promise<Curve[]> {
  const range = { start: String(from), end: String(to), step: String(stepSeconds) };
  const result = await ask<{ readonly values: readonly Point[] }>(
    prometheusUrl,
    'query_range',
    { query, ...range },
    PATIENCE_MS,
  );
  return result.map(({ metric, values }) => ({
    metric,
    points: values.map(([time, value]) => [time, Number(value)] as const),
  }));
}

async function ask<Series>(
  prometheusUrl: string,
  path: string,
  parameters: Labels,
  patienceMs: number,
): Promise<readonly ({ readonly metric: Labels } & Series)[]> {
  const url = `${prometheusUrl}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  // A refusal is JSON as well; a proxy's error page is not.
  const answer = (await response.json().catch(() => ({}))) as Answer<Series>;
  if (response.ok && answer.data !== undefined) return answer.data.result;
  throw new Error(`Prometheus answered ${response.status} to ${parameters['query']}: ${answer.error ?? ''}`);
}
