import { errorBudget } from '../../model';
import { baseSeconds } from '../../options';
import { identityLabels, infoNames, ratioLabels, recordNames } from '../../rules/identity';
import { periodDays } from '../../rules/meta';
import { currentWindow } from '../../windows/plan';
import { holds } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolCheck, PromtoolTest } from '../promtool';
import { recordOf } from '../rules';
import { calendarSeries } from './calendar';
import { onGrid, promMilliseconds, ratioWithin, recordedSeries, type Scene } from './scene';
import { periodEnd, periodRange, recordedStep } from './steps';

/** Clean and failing events alternate, such that each window has a ratio of its own, whatever its range. */
export function everyWindow(context: TestContext): PromtoolTest {
  const { slo, plan } = context.compiled;
  const milliseconds = (plan.windows[0] ?? 300) * 100;
  const windows = [...plan.windows, periodRange(context.compiled)];
  const scene = onGrid(
    { at: periodEnd(context.compiled), samples: alternating(windows, recordedStep(plan)) },
    milliseconds,
  );
  const clean = { ...scene, samples: scene.samples.map((sample) => ({ ...sample, errors: 0 })) };
  const scenes = context.groups.map((_, index) => (index === 0 ? scene : clean));
  return {
    name: `${slo.name}: every window, and the budget`,
    interval: promMilliseconds(milliseconds),
    input_series: context.groups.flatMap((labels, index) => [
      ...recordedSeries(context, recordNames, [scenes[index] ?? scene], milliseconds, labels),
      ...calendarSeries(context, scenes[index] ?? scene, milliseconds, labels),
    ]),
    promql_expr_test: [...ratioChecks(context, scenes, scene.at), ...constantChecks(context, scene.at)],
  };
}

/**
 * Samples just inside and just outside of each window. None is so near to a border that it might be on either side, or
 * would still be the latest when the rules are evaluated before.
 */
function alternating(windows: readonly number[], step: number): Scene['samples'] {
  const ages = windows.flatMap((window) => [0.9 * window, 1.2 * window]);
  return ages
    .filter((age) => windows.every((window) => Math.abs(age - window) > 0.06 * window))
    .filter((age) => age < step || age % step > step / 20)
    .sort((a, b) => a - b)
    .filter((age, index, all) => index === 0 || age > 1.1 * (all[index - 1] ?? 0))
    .map((age, index) => ({ age, total: 4, errors: index % 2 === 0 ? 1 : 0 }));
}

function ratioChecks(context: TestContext, scenes: readonly Scene[], at: number): PromtoolCheck[] {
  const { compiled, options } = context;
  const { slo, plan } = compiled;
  const budget = Number(errorBudget(slo));
  const ratio = (window: number, range = window) =>
    holds(
      context,
      recordNames.ratio(window),
      at,
      scenes.map((scene) => ratioWithin(scene, range)),
      ratioLabels(slo, options, window),
    );
  const rate = (record: string, range: number, of: (burn: number) => number = (burn) => burn) =>
    holds(
      context,
      record,
      at,
      scenes.map((scene) => of(ratioWithin(scene, range) / budget)),
    );
  const whole = periodRange(compiled);
  const current = currentWindow(plan.pairs, baseSeconds(options));
  return [
    ...plan.windows.filter((window) => window !== plan.periodSeconds).map((window) => ratio(window)),
    ratio(plan.periodSeconds, whole),
    rate('slo:current_burn_rate:ratio', current),
    rate('slo:period_burn_rate:ratio', whole),
    rate('slo:period_error_budget_remaining:ratio', whole, (burn) => 1 - burn),
  ];
}

/** What the specification states, and the labels that describe the SLO. */
function constantChecks(context: TestContext, at: number): PromtoolCheck[] {
  const { compiled, options } = context;
  const { slo, plan } = compiled;
  const values: Readonly<Record<string, number>> = {
    'slo:objective:ratio': Number(slo.objective),
    'slo:error_budget:ratio': Number(errorBudget(slo)),
    'slo:time_period:days': Number(periodDays(plan.periodSeconds)),
    [infoNames[options.naming]]: 1,
  };
  return Object.entries(values).map(([record, value]) => {
    const labels = recordOf(compiled, record)?.labels ?? identityLabels(slo, options);
    return holds(context, record, at, [value], labels, [{}]);
  });
}
