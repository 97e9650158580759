import { promSeconds } from '../../duration';
import { eventRecords, recordNames } from '../../rules/identity';
import type { AlertingRule } from '../../rules/rule';
import { active, silent } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import { minimumErrors } from '../../rules/alerts/enough-errors';
import { calendarRecords, phaseAt } from './calendar';
import { enoughRecorded } from './minimum';
import { promMilliseconds, recordedSeries, type Scene } from './scene';

/** The waits of an alert in steps: how often it is evaluated before it fires, and before it ends. */
const stepsIn = (wait: string | undefined, step: number): number =>
  wait === undefined ? 0 : Math.ceil((promSeconds(wait) ?? 0) / step);

/** Longer waits than so many of the shortest are not waited for. */
const mostSteps = 200;

const waitsOf = ({ for: wait, keep_firing_for: keep }: AlertingRule): readonly string[] =>
  [wait, keep].filter((one) => one !== undefined);

const waiting = (context: TestContext): AlertingRule[] =>
  [...alertsOf(context.compiled, 'SLOBurn'), ...alertsOf(context.compiled, 'SLOBudgetSpent')].filter(
    (rule) => waitsOf(rule).length > 0,
  );

/** The step at which waits are told from their halves and doubles, in seconds; undefined where no alert waits. */
export function waitStep(context: TestContext): number | undefined {
  const waits = waiting(context)
    .flatMap(waitsOf)
    .map((wait) => promSeconds(wait) ?? 0);
  return waits.length === 0 ? undefined : Math.max(1, Math.floor(0.9 * Math.min(...waits)));
}

/** Everything fails for as long as alerts wait to fire; then all is well for as long as they go on. */
export function waits(context: TestContext, step: number): PromtoolTest {
  const rules = waiting(context);
  const { slo, plan } = context.compiled;
  const [labels = {}] = context.groups;
  const begin = step * 2;
  const longest = Math.max(...rules.map((rule) => stepsIn(rule.for, step)));
  const end = begin + Math.min(longest, mostSteps) * step;
  const milliseconds = Math.min(Math.min(...plan.windows), step) * 250;
  const size = 10 * enoughRecorded(slo);
  const failing = Array.from({ length: (end - begin) / step + 1 }, (_, index): Scene => ({
    at: begin + index * step,
    samples: [{ age: milliseconds / 1_000, total: size, errors: size }],
  }));
  // So many that nothing which failed before weighs in any window.
  const clean = { at: end, samples: [{ age: -milliseconds / 1_000, total: 1e9 * size, errors: 0 }] };
  const scenes = [...failing, clean];
  const records = eventRecords(slo);
  return {
    name: `${slo.name}: how long alerts wait, and go on`,
    interval: promMilliseconds(milliseconds),
    input_series: [
      ...recordedSeries(context, recordNames, scenes, milliseconds, labels),
      ...(records.errors === recordNames.errors || minimumErrors(slo) === 0
        ? []
        : recordedSeries(context, { errors: records.errors }, scenes, milliseconds, labels)),
      ...calendarPhases(context, end).flatMap((phase) =>
        recordedSeries(context, calendarRecords, scenes, milliseconds, { ...labels, phase }),
      ),
    ],
    promql_expr_test: rules.flatMap((rule) => checks(context, rule, { begin, end, step })),
  };
}

/** The phases of the calendar through a test, whose length is in seconds. */
function calendarPhases({ compiled }: TestContext, seconds: number): readonly string[] {
  const { window } = compiled.slo;
  if (window.kind !== 'calendar') return [];
  const times = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2].map((part) => part * seconds);
  return [...new Set(times.map((at) => phaseAt(window, at)))];
}

function checks(
  context: TestContext,
  rule: AlertingRule,
  { begin, end, step }: { readonly begin: number; readonly end: number; readonly step: number },
) {
  const [before, after] = [stepsIn(rule.for, step), stepsIn(rule.keep_firing_for, step)];
  const ended = end + step;
  return [
    ...(before > 0 && before <= mostSteps
      ? [
          active(context, rule, begin + (before - 1) * step, 'pending'),
          active(context, rule, begin + before * step),
        ]
      : [active(context, rule, end)]),
    ...(after > 0 && after <= mostSteps
      ? [active(context, rule, ended + (after - 1) * step), silent(rule, ended + after * step)]
      : []),
  ];
}
