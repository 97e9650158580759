import { messageOf } from '../errors';
import { instantQuery, type Sample } from '../prometheus/query';

/** An SLO as Prometheus records it now. A value is absent until there is enough traffic for it. */
export interface SloNumbers {
  readonly service: string;
  readonly slo: string;
  /** Ratio, such as 0.999. */
  readonly objective?: number;
  /** 1 spends exactly the budget by the end of the period. */
  readonly burnRate?: number;
  /** 1 is a whole budget, below 0 is overspent. */
  readonly budgetRemaining?: number;
  /** The most severe burn alert that fires. */
  readonly alert?: 'page' | 'ticket';
}

export type SloAnswer = { readonly slos: readonly SloNumbers[] } | { readonly problem: string };

const fields = {
  'slo:objective:ratio': 'objective',
  'slo:current_burn_rate:ratio': 'burnRate',
  'slo:period_error_budget_remaining:ratio': 'budgetRemaining',
} as const;
type SeriesName = keyof typeof fields;

const isSeriesName = (name: string | undefined): name is SeriesName => name !== undefined && name in fields;

/** What a sample says of its SLO. */
function partOf({ metric, value }: Sample): Partial<SloNumbers> | undefined {
  const { __name__: name, severity, alertstate } = metric;
  if (isSeriesName(name)) return { [fields[name]]: value };
  if (name !== 'ALERTS' || alertstate !== 'firing') return undefined;
  return severity === 'page' || severity === 'ticket' ? { alert: severity } : undefined;
}

/** One row per SLO. */
export function rowsOf(samples: readonly Sample[]): SloNumbers[] {
  const rows = new Map<string, SloNumbers>();
  for (const sample of samples) {
    const { service = '', slo = '' } = sample.metric;
    const part = partOf(sample);
    if (part === undefined) continue;
    const key = `${service}/${slo}`;
    const row = rows.get(key) ?? { service, slo };
    rows.set(key, { ...row, ...part, ...(row.alert === 'page' ? { alert: 'page' } : {}) });
  }
  return [...rows.values()].sort((a, b) => a.slo.localeCompare(b.slo) || a.service.localeCompare(b.service));
}

/** Asks Prometheus for the numbers of every SLO. Never rejects: what went wrong is part of the answer. */
export async function askSlos(prometheusUrl: string): Promise<SloAnswer> {
  try {
    const everyField = `{__name__=~"${[...Object.keys(fields), 'ALERTS'].join('|')}", slo!=""}`;
    const query = `max by (__name__, service, slo, severity, alertstate) (${everyField})`;
    return { slos: rowsOf(await instantQuery(prometheusUrl, query, { patienceMs: 3000 })) };
  } catch (thrown) {
    return { problem: `The numbers of the SLOs are not there: ${messageOf(thrown)}` };
  }
}
