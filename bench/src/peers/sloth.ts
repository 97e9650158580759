import type { RuleGroup } from '@express-slo-stack/observability/slo';

/** An SLI as peers take it: queries with `$window` where the window goes. */
export interface PeerSlo {
  readonly name: string;
  readonly objective: number;
  readonly errors: string;
  readonly total: string;
}

const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
const pairs = [
  { short: '5m', long: '1h', factor: 14.4, severity: 'page' },
  { short: '30m', long: '6h', factor: 6, severity: 'page' },
  { short: '2h', long: '1d', factor: 3, severity: 'ticket' },
  { short: '6h', long: '3d', factor: 1, severity: 'ticket' },
] as const;
type Pair = (typeof pairs)[number];

const at = (query: string, window: string) => query.replaceAll('$window', window);

const rawRatio = ({ errors, total }: Pick<PeerSlo, 'errors' | 'total'>, window: string) =>
  `(${at(errors, window)})\n/\n(${at(total, window)})`;

const condition = ({ short, long, factor }: Pair, objective: number, ratio: (window: string) => string) =>
  `(${[short, long]
    .map((window) => `max(${ratio(window)} > (${factor} * ${1 - objective})) without (sloth_window)`)
    .join('\nand\n')})`;

/**
 * What each of Sloth's pairs waits for, on raw counters instead of its records: its alerts join pairs by "or", and what its
 * records hold is this, at best at the same evaluation.
 */
export const slothConditions = (slo: PeerSlo) =>
  pairs.map((pair) => ({
    pair: `${pair.long}-${pair.short}`,
    severity: pair.severity,
    expr: condition(pair, slo.objective, (window) => `(${rawRatio(slo, window)})`),
  }));

/**
 * The rules that Sloth 0.16 generates for an SLO over 30 days (`internal/plugin/slo/core`): seven windows on raw counters,
 * the thirty-day ratio as a mean of five-minute ratios, two alerts with the pairs joined by "or".
 */
export function slothRules({ name, objective, errors, total }: PeerSlo, interval: string): RuleGroup[] {
  const labels = { sloth_id: name, sloth_service: 'peer', sloth_slo: name };
  const own = `{sloth_id="${name}", sloth_service="peer", sloth_slo="${name}"}`;
  const ratio = (window: string) => `slo:sli_error:ratio_rate${window}${own}`;
  const alert = (severity: Pair['severity']) => ({
    alert: 'Burn',
    expr: pairs
      .filter((pair) => pair.severity === severity)
      .map((pair) => condition(pair, objective, ratio))
      .join('\nor\n'),
    labels: { sloth_severity: severity },
    annotations: {},
  });
  const constant = (record: string, value: string) => ({ record, expr: `vector(${value})`, labels });
  return [
    {
      name: `sloth-slo-sli-recordings-${name}`,
      interval,
      rules: [
        ...windows.map((window) => ({
          record: `slo:sli_error:ratio_rate${window}`,
          expr: rawRatio({ errors, total }, window),
          labels: { ...labels, sloth_window: window },
        })),
        {
          record: 'slo:sli_error:ratio_rate30d',
          expr: `sum_over_time(${ratio('5m')}[30d])\n/ ignoring (sloth_window)\ncount_over_time(${ratio('5m')}[30d])`,
          labels: { ...labels, sloth_window: '30d' },
        },
      ],
    },
    {
      name: `sloth-slo-meta-recordings-${name}`,
      interval,
      rules: [
        constant('slo:objective:ratio', `${objective}`),
        constant('slo:error_budget:ratio', `1-${objective}`),
        constant('slo:time_period:days', '30'),
        {
          record: 'slo:current_burn_rate:ratio',
          expr: `${ratio('5m')}\n/ on (sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${own}`,
          labels,
        },
        {
          record: 'slo:period_burn_rate:ratio',
          expr: `${ratio('30d')}\n/ on (sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${own}`,
          labels,
        },
        {
          record: 'slo:period_error_budget_remaining:ratio',
          expr: `1 - slo:period_burn_rate:ratio${own}`,
          labels,
        },
        constant('sloth_slo_info', '1'),
      ],
    },
    {
      name: `sloth-slo-alerts-${name}`,
      interval,
      rules: [alert('page'), alert('ticket')],
    },
  ];
}
