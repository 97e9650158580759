import { decimal, divide, plain } from '../../decimal';
import { promDuration } from '../../duration';
import type { Slo } from '../../model';
import type { CompileOptions } from '../../options';
import { inWords, windowInWords } from '../../windows/period';
import type { PlannedPair, WindowPlan } from '../../windows/plan';
import { latest, recordNames } from '../identity';
import type { AlertingRule } from '../rule';
import { burnAnnotations } from './annotations';
import { alertLabels, subject } from './common';
import { enoughErrors } from './enough-errors';

/** One alert per pair of windows: both must burn, the long one for weight, the short one so that it ends soon. */
export function burnAlert(
  pair: PlannedPair,
  plan: WindowPlan,
  slo: Slo,
  options: CompileOptions,
): AlertingRule {
  const alert = options.naming === 'sloth' ? (slo.alerting.name ?? 'SLOBurn') : 'SLOBurn';
  const threshold = plain(pair.threshold);
  const conditions = [
    `${latest(recordNames.ratio(pair.longSeconds), slo, options)} > ${threshold}`,
    `${latest(recordNames.ratio(pair.shortSeconds), slo, options)} > ${threshold}`,
    ...enoughErrors(pair.longSeconds, pair.shortSeconds, slo, options),
  ];
  const texts = { summary: 'The error budget burns too fast.', description: description(pair, plan, slo) };
  return {
    alert,
    expr: conditions.join('\nand\n'),
    ...(pair.forSeconds ? { for: promDuration(pair.forSeconds) } : {}),
    ...(pair.keepFiringForSeconds ? { keep_firing_for: promDuration(pair.keepFiringForSeconds) } : {}),
    labels: alertLabels(slo, options, pair.severity, { ...pair.labels, burn: pair.name }),
    annotations: burnAnnotations(pair, slo, options, texts),
  };
}

function description({ longSeconds, burn }: PlannedPair, plan: WindowPlan, slo: Slo): string {
  const objective = `the objective of ${plain(slo.objective.times(100))} % allows`;
  const failed = `{{ $value | humanizePercentage }} of the events of ${subject(slo)} failed over the last ${promDuration(longSeconds)}`;
  const budget = `the budget of ${windowInWords(slo.window)}`;
  if (burn.eq(1)) {
    return `${failed}: more than ${objective}. At that pace nothing of ${budget} is left at their end.`;
  }
  const lasts = inWords(Math.round(Number(divide(decimal(plan.periodSeconds), burn, 0)) / 60) * 60);
  return `${failed}: more than ${plain(burn)} times what ${objective}. At that pace ${budget} lasts ${lasts}.`;
}
