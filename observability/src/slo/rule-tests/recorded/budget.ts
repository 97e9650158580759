import { errorBudget } from '../../model';
import { minimumErrors } from '../../rules/alerts/enough-errors';
import { eventRecords, recordNames } from '../../rules/identity';
import { active, silent } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import { calendarSeries } from './calendar';
import { enoughRecorded, justAbove, justBelow } from './minimum';
import { promMilliseconds, recordedSeries, sumWithin, type Scene } from './scene';
import { periodEnd, periodRange, recordedStep } from './steps';

const [hour, day] = [3_600, 86_400];

/** The budget is just spent, or just not; or it is spent by too few errors. */
export function budgetSpent(context: TestContext): PromtoolTest[] {
  const { slo } = context.compiled;
  const [rule] = alertsOf(context.compiled, 'SLOBudgetSpent');
  if (!rule) return [];
  const at = periodEnd(context.compiled);
  const test = (name: string, spent: number, errors: number) =>
    budgetTest(
      context,
      name,
      sceneOf(context, spent, errors),
      spent > 1 && errors > 1 ? active(context, rule, at) : silent(rule, at),
    );
  return [
    test('the budget is just spent', justAbove, justAbove),
    test('the budget is nearly spent', justBelow, justAbove),
    ...(minimumErrors(slo) > 0 ? [test('the budget is spent by few errors', justAbove, justBelow)] : []),
  ];
}

function budgetTest(
  context: TestContext,
  name: string,
  scene: Scene,
  check: PromtoolTest['promql_expr_test'][number],
): PromtoolTest {
  const { slo } = context.compiled;
  const [labels = {}] = context.groups;
  const milliseconds = 60_000;
  const records = eventRecords(slo);
  return {
    name: `${slo.name}: ${name}`,
    interval: promMilliseconds(milliseconds),
    input_series: [
      ...recordedSeries(context, recordNames, [scene], milliseconds, labels),
      ...(records.errors === recordNames.errors || minimumErrors(slo) === 0
        ? []
        : recordedSeries(context, { errors: records.errors }, [scene], milliseconds, labels)),
      ...calendarSeries(context, scene, milliseconds, labels),
    ],
    promql_expr_test: [check],
  };
}

/** Most errors lie at the begin of the window; clean events lie before it, or errors where too few shall be counted. */
function sceneOf({ compiled }: TestContext, spent: number, enough: number): Scene {
  const period = Math.min(compiled.plan.periodSeconds, periodRange(compiled));
  // The alert asks that something was recorded in the last day.
  const recent = { age: 0.4 * Math.min(day, period), total: 0.01, errors: 0 };
  const old = { age: 0.9 * period, total: 10, errors: spent * Number(errorBudget(compiled.slo)) * 10.01 };
  const before = { age: 1.3 * periodRange(compiled), total: 2, errors: 0 };
  // Errors there made the alert fire when they were in the window; it must have ended since.
  const hasEnded = 0.3 * periodRange(compiled) > hour + 2 * recordedStep(compiled.plan);
  const outside = enough < 1 && hasEnded ? { ...before, errors: 2 } : before;
  const scene = { at: periodEnd(compiled), samples: [recent, old, outside] };
  const scale = (enough * enoughRecorded(compiled.slo)) / sumWithin(scene, period, ({ errors }) => errors);
  return {
    ...scene,
    samples: scene.samples.map(({ age, total, errors }) => ({
      age,
      total: total * scale,
      errors: errors * scale,
    })),
  };
}
