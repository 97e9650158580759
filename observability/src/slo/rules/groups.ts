import { promDuration } from '../duration';
import type { Slo } from '../model';
import { baseSeconds, budgetIntervalSeconds, intervalSeconds, type CompileOptions } from '../options';
import { currentWindow, type WindowPlan } from '../windows/plan';
import { budgetSpentAlert } from './alerts/budget-spent';
import { burnAlert } from './alerts/burn';
import { noDataAlert } from './alerts/no-data';
import { notRecordedAlert } from './alerts/not-recorded';
import { baseRecords } from './base/records';
import { calendarRecords } from './calendar';
import { currentBurnRecord, metaRecords } from './meta';
import { ratioRecord } from './ratios';
import type { RuleGroup } from './rule';
import { splitGroup } from './split';

/**
 * An SLO's rules in two groups, each in the order in which the rules depend on each other: what pages, evaluated often,
 * and what is read over the whole SLO window, evaluated less often. The first is split where many conditions make it long.
 */
export function ruleGroups(slo: Slo, plan: WindowPlan, options: CompileOptions): RuleGroup[] {
  const name = `slo-${slo.service}-${slo.name}`;
  return [
    ...splitGroup({
      name,
      interval: promDuration(intervalSeconds),
      rules: [
        ...baseRecords(slo, options),
        ...plan.windows.map((window) => ratioRecord(window, slo, options)),
        currentBurnRecord(currentWindow(plan.pairs, baseSeconds(options)), slo, options),
        ...plan.pairs.map((pair) => burnAlert(pair, plan, slo, options)),
        ...noDataAlert(slo, options),
        ...notRecordedAlert(plan, slo, options),
      ],
    }),
    {
      name: `${name}-budget`,
      interval: promDuration(budgetIntervalSeconds),
      rules: [
        ...(slo.window.kind === 'calendar'
          ? calendarRecords(slo.window, slo, options)
          : [ratioRecord(plan.periodSeconds, slo, options)]),
        ...metaRecords(plan.periodSeconds, slo, options),
        ...budgetSpentAlert(plan, slo, options),
      ],
    },
  ];
}
