import { getJson } from './http';

export interface Sample {
  metric: Record<string, string>;
  value: number;
}

interface QueryAnswer {
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}

/** An instant query by Prometheus's HTTP API. */
export async function query(prometheusUrl: string, expression: string): Promise<Sample[]> {
  const answer = await getJson<QueryAnswer>(
    `${prometheusUrl}/api/v1/query?query=${encodeURIComponent(expression)}`,
  );
  return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}
