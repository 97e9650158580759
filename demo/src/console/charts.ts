import { rangeQuery, type Curve, type Range } from '../prometheus/query';

/** Values at even steps; null where there is none. */
export interface ChartLine {
  readonly service: string;
  readonly slo: string;
  readonly values: readonly (number | null)[];
}

export interface Chart {
  /** Seconds since 1970 of each value. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
}

/** Both small charts of every SLO. */
export interface Charts {
  /** Burn rate over five minutes, for the last hour: 1 spends exactly the budget. */
  readonly hour: Chart;
  /** Budget left, for the last thirty days: 1 is a whole one. */
  readonly month: Chart;
}

interface ChartKind {
  readonly query: string;
  readonly spanSeconds: number;
  readonly stepSeconds: number;
  /** How long an answer is good enough. */
  readonly freshMs: number;
}

const kinds = {
  hour: {
    query:
      'max by (service, slo) (slo:sli_error:ratio_rate5m) / (1 - max by (service, slo) (slo:objective:ratio))',
    spanSeconds: 3600,
    stepSeconds: 60,
    freshMs: 10_000,
  },
  month: {
    query: 'max by (service, slo) (slo:period_error_budget_remaining:ratio)',
    spanSeconds: 30 * 86_400,
    stepSeconds: 3 * 3600,
    freshMs: 30_000,
  },
} as const satisfies Record<string, ChartKind>;

/** The steps of a range, and every curve laid on them. */
export function chartOf(curves: readonly Curve[], { from, to, stepSeconds }: Range): Chart {
  const count = Math.floor((to - from) / stepSeconds) + 1;
  const times = Array.from({ length: count }, (_, at) => from + at * stepSeconds);
  const lines = curves.map(({ metric, points }) => {
    const values = new Array<number | null>(count).fill(null);
    for (const [time, value] of points) {
      if (Number.isFinite(value)) values[Math.round((time - from) / stepSeconds)] = value;
    }
    return { service: metric['service'] ?? '', slo: metric['slo'] ?? '', values };
  });
  return { times, lines };
}

/** Asks for charts, and gives an answer again for as long as it is good enough. Rejects as Prometheus does. */
export function chartSource(prometheusUrl: string): () => Promise<Charts> {
  const [hour, month] = [remembered(prometheusUrl, kinds.hour), remembered(prometheusUrl, kinds.month)];
  return async () => {
    const [ofHour, ofMonth] = await Promise.all([hour(), month()]);
    return { hour: ofHour, month: ofMonth };
  };
}

function remembered(prometheusUrl: string, kind: ChartKind): () => Promise<Chart> {
  let last: { readonly at: number; readonly chart: Promise<Chart> } | undefined;
  return () => {
    if (last !== undefined && Date.now() - last.at < kind.freshMs) return last.chart;
    const to = Math.floor(Date.now() / kind.freshMs) * (kind.freshMs / 1000);
    const range = { from: to - kind.spanSeconds, to, stepSeconds: kind.stepSeconds };
    const chart = rangeQuery(prometheusUrl, kind.query, range).then((curves) => chartOf(curves, range));
    last = { at: Date.now(), chart };
    chart.catch(() => (last = undefined));
    return chart;
  };
}
