import { decimal, divide, plain, type Decimal } from '../decimal';
import { promDuration } from '../duration';
import { errorBudget, type Slo } from '../model';
import type { CompileOptions } from '../options';
import { identityLabels, infoNames, latest, recordNames } from './identity';
import type { RecordingRule } from './rule';

const constant = (
  record: string,
  value: string,
  labels: Readonly<Record<string, string>>,
): RecordingRule => ({
  record,
  expr: `vector(${value})`,
  labels,
});

/** How fast the budget burns right now: 1 spends it in exactly one SLO window. */
export function currentBurnRecord(window: number, slo: Slo, options: CompileOptions): RecordingRule {
  return {
    record: 'slo:current_burn_rate:ratio',
    expr: `${latest(recordNames.ratio(window), slo, options)} / ${plain(errorBudget(slo))}`,
    labels: identityLabels(slo, options),
  };
}

/** The SLO window in days, rounded where it is not whole. */
export const periodDays = (period: number): Decimal => divide(decimal(period), decimal(86_400));

/** The objective and the SLO window, and what is left of the budget, under the names that Sloth's users know. */
export function metaRecords(period: number, slo: Slo, options: CompileOptions): RecordingRule[] {
  const labels = identityLabels(slo, options);
  return [
    constant('slo:objective:ratio', plain(slo.objective), labels),
    constant('slo:error_budget:ratio', plain(errorBudget(slo)), labels),
    constant('slo:time_period:days', plain(periodDays(period)), labels),
    {
      record: 'slo:period_burn_rate:ratio',
      expr: `${latest(recordNames.ratio(period), slo, options)} / ${plain(errorBudget(slo))}`,
      labels,
    },
    {
      record: 'slo:period_error_budget_remaining:ratio',
      expr: `1 - ${latest('slo:period_burn_rate:ratio', slo, options)}`,
      labels,
    },
    infoRecord(period, slo, options),
  ];
}

/** What describes an SLO, on one series: dashboards join it, so that its labels may change without parting the records. */
const infoRecord = (period: number, slo: Slo, options: CompileOptions): RecordingRule =>
  constant(infoNames[options.naming], '1', {
    ...slo.labels,
    ...identityLabels(slo, options),
    ...(options.naming === 'sloth' ? slothMode(period, slo) : {}),
  });

const slothMode = (period: number, slo: Slo): Record<string, string> => ({
  sloth_mode: 'cli-gen-prom',
  sloth_objective: plain(slo.objective.times(100)),
  sloth_period: promDuration(period),
  sloth_spec: 'prometheus/v1',
});
