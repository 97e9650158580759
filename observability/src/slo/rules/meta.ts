import { decimal, divide, plain, type Decimal } from '../decimal';
import { promDuration } from '../duration';
import { errorBudget, type Slo } from '../model';
import type { CompileOptions } from '../options';
import { recorded, recordedRatio, recordLabels } from './identity';
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
    expr: `${recordedRatio(window, slo, options)} / ${plain(errorBudget(slo))}`,
    labels: recordLabels(slo, options),
  };
}

/** The SLO window in days, rounded where it is not whole. */
export const periodDays = (period: number): Decimal => divide(decimal(period), decimal(86_400));

/** The objective and the SLO window, and what is left of the budget, under the names that Sloth's users know. */
export function metaRecords(period: number, slo: Slo, options: CompileOptions): RecordingRule[] {
  const labels = recordLabels(slo, options);
  return [
    constant('slo:objective:ratio', plain(slo.objective), labels),
    constant('slo:error_budget:ratio', plain(errorBudget(slo)), labels),
    constant('slo:time_period:days', plain(periodDays(period)), labels),
    {
      record: 'slo:period_burn_rate:ratio',
      expr: `${recordedRatio(period, slo, options)} / ${plain(errorBudget(slo))}`,
      labels,
    },
    {
      record: 'slo:period_error_budget_remaining:ratio',
      expr: `1 - ${recorded('slo:period_burn_rate:ratio', slo, options)}`,
      labels,
    },
    ...(options.naming === 'sloth' ? [slothInfo(period, slo, labels)] : []),
  ];
}

const slothInfo = (period: number, slo: Slo, labels: Readonly<Record<string, string>>): RecordingRule =>
  constant('sloth_slo_info', '1', {
    ...labels,
    sloth_mode: 'cli-gen-prom',
    sloth_objective: plain(slo.objective.times(100)),
    sloth_period: promDuration(period),
    sloth_spec: 'prometheus/v1',
  });
