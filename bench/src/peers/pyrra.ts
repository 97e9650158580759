import type { RuleGroup } from '@express-slo-stack/observability/slo';

export interface PyrraSlo {
  readonly name: string;
  readonly objective: number;
  /** Selectors, as Pyrra takes them. */
  readonly errors: string;
  readonly total: string;
}

/** Windows and factors of Pyrra 0.10 for a target over four weeks (`slo/rules.go`). */
const pairs = [
  { short: '5m', long: '1h', factor: 14, for: '2m', severity: 'critical' },
  { short: '30m', long: '6h', factor: 7, for: '15m', severity: 'critical' },
  { short: '2h', long: '1d', factor: 2, for: '1h', severity: 'warning' },
  { short: '6h', long: '4d', factor: 1, for: '3h', severity: 'warning' },
] as const;

/**
 * The rules that Pyrra 0.10 generates for an SLO over four weeks: seven windows on raw counters, and the four weeks' increase
 * of every raw series, at an interval of its own.
 */
export function pyrraRules({ name, objective, errors, total }: PyrraSlo, interval: string): RuleGroup[] {
  const labels = { slo: name };
  const burn = (window: string) => `http_requests:burnrate${window}{slo="${name}"}`;
  const threshold = (factor: number) => `(${factor} * (1-${objective}))`;
  const windows = [...new Set(pairs.flatMap(({ short, long }) => [short, long]))];
  return [
    {
      name,
      interval,
      rules: [
        ...windows.map((window) => ({
          record: `http_requests:burnrate${window}`,
          expr: `sum(rate(${errors}[${window}])) / sum(rate(${total}[${window}]))`,
          labels,
        })),
        ...pairs.map((pair) => ({
          alert: 'ErrorBudgetBurn',
          expr: `${burn(pair.short)} > ${threshold(pair.factor)} and ${burn(pair.long)} > ${threshold(pair.factor)}`,
          for: pair.for,
          labels: { ...labels, severity: pair.severity, short: pair.short, long: pair.long },
          annotations: {},
        })),
      ],
    },
    {
      name: `${name}-increase`,
      interval: '2m30s',
      rules: [
        { record: 'http_requests:increase4w', expr: `sum by (code) (increase(${total}[4w]))`, labels },
        {
          alert: 'SLOMetricAbsent',
          expr: `absent(${total}) == 1`,
          for: '10m',
          labels: { ...labels, severity: 'critical' },
          annotations: {},
        },
      ],
    },
  ];
}
