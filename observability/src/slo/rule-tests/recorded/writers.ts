import { intervalSeconds } from '../../options';
import { minimumErrors } from '../../rules/alerts/enough-errors';
import { eventRecords, recordNames } from '../../rules/identity';
import { active, silent } from '../checks';
import { stepAfter, type Labels, type TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import { calendarSeries } from './calendar';
import { enoughRecorded, justAbove, justBelow } from './minimum';
import { promMilliseconds, recordedSeries, type RecordedSample, type Scene } from './scene';
import { recordedStep } from './steps';

const day = 86_400;
const writers = ['a', 'b'];

/** Where two Prometheus record an SLO into one store, each of them counts every error: half of the sum is meant. */
export function twoWriters(context: TestContext): PromtoolTest[] {
  const { compiled } = context;
  const { slo, plan } = compiled;
  if (minimumErrors(slo) === 0) return [];
  const rules = [...alertsOf(compiled, 'SLOBurn'), ...alertsOf(compiled, 'SLOBudgetSpent')];
  const recents = [...plan.pairs.map((pair) => pair.shortSeconds), Math.min(day, plan.periodSeconds)];
  const counted = recents.map(writersSeen);
  const test = (
    name: string,
    sum: number,
    check: (rule: (typeof rules)[number], at: number) => PromtoolTest['promql_expr_test'][number],
  ) => {
    const scene = sceneOf(context, sum * enoughRecorded(slo), 2 * Math.max(...recents));
    return {
      name: `${slo.name}: ${name} of two writers`,
      interval: promMilliseconds(milliseconds),
      input_series: seriesOf(context, scene),
      promql_expr_test: rules.map((rule) => check(rule, scene.at)),
    };
  };
  return [
    test('too few errors', justBelow * Math.min(...counted), silent),
    test('enough errors', justAbove * Math.max(...counted), (rule, at) =>
      active(context, rule, at, rule.for === undefined ? 'firing' : 'pending'),
    ),
  ];
}

const milliseconds = (intervalSeconds * 1_000) / 2;

/** How many writers the rules see in a window: its samples, by those that it would have of one, on both of its ends. */
const writersSeen = (seconds: number): number =>
  (writers.length * Math.floor(seconds / intervalSeconds)) / (Math.floor(seconds / intervalSeconds) + 1);

/** All errors are recent, the same for each writer; both have recorded nothing else for some time. */
function sceneOf({ compiled }: TestContext, errors: number, seconds: number): Scene {
  const at = stepAfter(1.1 * seconds, recordedStep(compiled.plan));
  const each = errors / writers.length;
  const count = seconds / intervalSeconds;
  const samples = Array.from({ length: Math.floor(count) }, (_, index): RecordedSample => {
    const age = intervalSeconds * (index + 0.5);
    return index === 0 ? { age, total: each, errors: each } : { age, total: 0, errors: 0 };
  });
  return { at, samples };
}

function seriesOf(context: TestContext, scene: Scene): PromtoolTest['input_series'] {
  const { slo } = context.compiled;
  const records = eventRecords(slo);
  const [labels = {}] = context.groups;
  const first = { ...scene, samples: scene.samples.slice(0, 1) };
  const of = (more: Labels) => ({ ...more, ...labels });
  return [
    ...writers.flatMap((replica) =>
      recordedSeries(context, { errors: records.errors }, [scene], milliseconds, of({ replica })),
    ),
    ...recordedSeries(context, { total: recordNames.total }, [first], milliseconds, of({})),
    ...(records.errors === recordNames.errors
      ? []
      : recordedSeries(context, { errors: recordNames.errors }, [first], milliseconds, of({}))),
    ...calendarSeries(
      context,
      { at: scene.at, samples: [{ age: 3_600, total: 1, errors: 1 }] },
      milliseconds,
      labels,
    ),
  ];
}
