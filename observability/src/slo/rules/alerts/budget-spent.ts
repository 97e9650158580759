import type { Slo } from '../../model';
import { baseSeconds, intervalSeconds, type CompileOptions } from '../../options';
import { windowInWords } from '../../windows/period';
import type { WindowPlan } from '../../windows/plan';
import { recorded, recordNames } from '../identity';
import type { AlertingRule } from '../rule';
import { minimumErrors } from './burn';
import { alertAnnotations, alertLabels, subject } from './common';

/** The objective is missed. A ticket: what to do then is the error-budget policy's business, not the night's. */
export function budgetSpentAlert(plan: WindowPlan, slo: Slo, options: CompileOptions): AlertingRule {
  const spent = `${recorded('slo:period_error_budget_remaining:ratio', slo, options)} <= 0`;
  const errors = recorded(recordNames.errors(baseSeconds(options)), slo, options, plan.periodSeconds);
  const least = minimumErrors(slo);
  const enough = least === 0 ? [] : [`sum_over_time(${errors}) * ${intervalSeconds(options)} >= ${least}`];
  const texts = {
    summary: 'The error budget is spent.',
    description:
      `The objective of ${subject(slo)} is missed: {{ $value | humanizePercentage }} of the budget of ` +
      `${windowInWords(slo.window)} is left.`,
  };
  return {
    alert: 'SLOBudgetSpent',
    expr: [spent, ...enough].join('\nand\n'),
    keep_firing_for: '1h',
    labels: alertLabels(slo, options, 'ticket'),
    annotations: alertAnnotations(slo, options, 'SLOBudgetSpent', texts),
  };
}
