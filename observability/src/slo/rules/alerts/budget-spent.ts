import type { Slo } from '../../model';
import type { CompileOptions } from '../../options';
import { windowInWords } from '../../windows/period';
import type { WindowPlan } from '../../windows/plan';
import { latest } from '../identity';
import type { AlertingRule } from '../rule';
import { alertAnnotations } from './annotations';
import { alertLabels, subject } from './common';
import { enoughErrors } from './enough-errors';
import { isEnabled } from './severity';

/** The objective is missed. A ticket: what to do then is the error-budget policy's business, not the night's. */
export function budgetSpentAlert(plan: WindowPlan, slo: Slo, options: CompileOptions): AlertingRule[] {
  if (slo.alerting.budgetSpent === false || !isEnabled('ticket', slo)) return [];
  const spent = `${latest('slo:period_error_budget_remaining:ratio', slo, options)} <= 0`;
  const texts = {
    summary: 'The error budget is spent.',
    description:
      `The objective of ${subject(slo)} is missed: {{ $value | humanizePercentage }} of the budget of ` +
      `${windowInWords(slo.window)} is left.`,
  };
  return [
    {
      alert: 'SLOBudgetSpent',
      expr: [
        spent,
        ...enoughErrors(plan.periodSeconds, Math.min(86_400, plan.periodSeconds), slo, options),
      ].join('\nand\n'),
      keep_firing_for: '1h',
      labels: alertLabels(slo, options, 'ticket'),
      annotations: alertAnnotations('SLOBudgetSpent', 'ticket', slo, options, texts),
    },
  ];
}
