import { ratioLabels, eventRecords, recordNames } from '../../rules/identity';
import { active, holds, silent } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import { promMilliseconds, recordedSeries } from './scene';
import { recordedStep } from './steps';

const milliseconds = 60_000;

/** Without traffic there is no ratio: no NaN, no alert. With traffic and without a record of errors, something is wrong. */
export function noTraffic(context: TestContext): PromtoolTest {
  const { compiled, options } = context;
  const { slo, plan } = compiled;
  const [labels = {}] = context.groups;
  const step = recordedStep(plan);
  const [quiet, unrecorded] = [
    { at: step, samples: [{ age: 60, total: 0, errors: 0 }] },
    { at: 2 * step, samples: [{ age: 60, total: 5, errors: 0 }] },
  ];
  const events = eventRecords(slo);
  const [notRecorded] = alertsOf(compiled, 'SLONotRecorded');
  const readsPages = notRecorded?.expr.includes('> 0') === true;
  return {
    name: `${slo.name}: no traffic`,
    interval: promMilliseconds(milliseconds),
    input_series: [
      ...recordedSeries(context, { errors: events.errors }, [quiet], milliseconds, labels),
      ...recordedSeries(context, { total: events.total }, [quiet, unrecorded], milliseconds, labels),
      ...(events.total === recordNames.total
        ? []
        : recordedSeries(context, recordNames, [quiet], milliseconds, labels)),
    ],
    promql_expr_test: [
      ...[...plan.windows, plan.periodSeconds].map((window) =>
        holds(context, recordNames.ratio(window), step, [], ratioLabels(slo, options, window)),
      ),
      ...(['SLOBurn', 'SLOBudgetSpent', 'SLONotRecorded'] as const).flatMap((kind) =>
        alertsOf(compiled, kind).map((rule) => silent(rule, step)),
      ),
      ...(notRecorded && readsPages
        ? [active(context, notRecorded, 2 * step, notRecorded.for === undefined ? 'firing' : 'pending')]
        : []),
    ],
  };
}
