/** The value of an instant query's only series; `undefined` when it has none. Throws when Prometheus refuses the query. */
export async function queryValue(prometheusUrl: string, query: string): Promise<number | undefined> {
  const url = `${prometheusUrl}/api/v1/query?${new URLSearchParams({ query }).toString()}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const body = (await response.json()) as QueryAnswer;
  if (body.status !== 'success')
    throw new Error(`Prometheus refused "${query}": ${body.error ?? response.status}`);
  const value = body.data?.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}

interface QueryAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}
