import { identityLabels, eventRecords, recordNames } from '../../rules/identity';
import { holds } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { justAbove, justBelow } from './minimum';
import { onGrid, promMilliseconds, ratioWithin, recordedSeries } from './scene';
import { recordedStep } from './steps';

/** A slice just within its target is good, one just beyond it is bad; without events there is none. */
export function slices(context: TestContext): PromtoolTest[] {
  const { slo, plan } = context.compiled;
  const { budgeting } = slo;
  if (budgeting.method === 'occurrences') return [];
  const [labels = {}] = context.groups;
  const { sliceSeconds } = budgeting;
  const milliseconds = sliceSeconds * 100;
  const allowed = budgeting.method === 'timeslices' ? 1 - Number(budgeting.target) : 0.5;
  const step = recordedStep(plan);
  const scenes = [justBelow, justAbove].map((level, index) =>
    onGrid(
      {
        at: (index + 1) * step,
        samples: [
          { age: 0.4 * sliceSeconds, total: 1, errors: 0 },
          { age: 0.9 * sliceSeconds, total: 99, errors: level * allowed * 100 },
          { age: 1.3 * sliceSeconds, total: 20, errors: 0 },
        ],
      },
      milliseconds,
    ),
  );
  const identity = identityLabels(slo, context.options);
  const one = [labels];
  return [
    {
      name: `${slo.name}: good and bad slices`,
      interval: promMilliseconds(milliseconds),
      input_series: recordedSeries(context, eventRecords(slo), scenes, milliseconds, labels),
      promql_expr_test: scenes.flatMap((scene) => {
        const ratio = ratioWithin(scene, sliceSeconds);
        const bad = budgeting.method === 'timeslices' ? Number(ratio > allowed) : ratio;
        return [
          holds(context, 'slo:slice_error:ratio', scene.at, [ratio], identity, one),
          holds(context, recordNames.total, scene.at, [1], identity, one),
          holds(context, recordNames.errors, scene.at, [bad], identity, one),
        ];
      }),
    },
  ];
}
