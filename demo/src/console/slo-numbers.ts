import { messageOf } from '../errors';

/** An SLO as Prometheus records it now. A value is absent until there is enough traffic for it. */
export interface SloNumbers {
  readonly service: string;
  readonly slo: string;
  /** Ratio, such as 0.999. */
  readonly objective?: number;
  /** Share of bad events over five minutes. */
  readonly errorRatio?: number;
  /** 1 spends exactly the budget by the end of the period. */
  readonly burnRate?: number;
  /** 1 is a whole budget, below 0 is overspent. */
  readonly budgetRemaining?: number;
}

export type SloAnswer = { readonly slos: readonly SloNumbers[] } | { readonly problem: string };

const fields = {
  'slo:objective:ratio': 'objective',
  'slo:sli_error:ratio_rate5m': 'errorRatio',
  'slo:current_burn_rate:ratio': 'burnRate',
  'slo:period_error_budget_remaining:ratio': 'budgetRemaining',
} as const;
type SeriesName = keyof typeof fields;

interface InstantVector {
  readonly status: string;
  readonly data: {
    readonly result: readonly {
      readonly metric: Record<string, string>;
      readonly value: readonly [number, string];
    }[];
  };
}

const isSeriesName = (name: string | undefined): name is SeriesName => name !== undefined && name in fields;

/** One row per SLO from one instant vector. */
export function rowsOf({ data }: InstantVector): SloNumbers[] {
  const rows = new Map<string, SloNumbers>();
  for (const { metric, value } of data.result) {
    const { __name__: name, service = '', slo = '' } = metric;
    if (!isSeriesName(name)) continue;
    const key = `${service}/${slo}`;
    rows.set(key, { ...(rows.get(key) ?? { service, slo }), [fields[name]]: Number(value[1]) });
  }
  return [...rows.values()].sort((a, b) => a.slo.localeCompare(b.slo));
}

/** Asks Prometheus for the numbers of every SLO. Never rejects: what went wrong is part of the answer. */
export async function askSlos(prometheusUrl: string): Promise<SloAnswer> {
  try {
    const url = new URL('/api/v1/query', prometheusUrl);
    url.searchParams.set('query', `{__name__=~"${Object.keys(fields).join('|')}"}`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
    if (!answer.ok) return { problem: `Prometheus answered ${answer.status}` };
    return { slos: rowsOf((await answer.json()) as InstantVector) };
  } catch (thrown) {
    return { problem: `Prometheus does not answer: ${messageOf(thrown)}` };
  }
}
