import { minimumErrors } from '../../rules/alerts/enough-errors';
import { eventRecords, recordNames } from '../../rules/identity';
import type { PlannedPair } from '../../windows/plan';
import { active, silent } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { burnRule } from '../rules';
import { enoughRecorded, justAbove, justBelow } from './minimum';
import { promMilliseconds, recordedSeries, sumWithin, type RecordedSample, type Scene } from './scene';
import { recordedStep } from './steps';

/** How far two windows are above or below their threshold, and the errors of the long one above or below their minimum. */
interface Levels {
  readonly long: number;
  readonly short: number;
  readonly errors: number;
}

const firing: Levels = { long: justAbove, short: justAbove, errors: justAbove };
const quiet: readonly Levels[] = [
  { ...firing, long: justBelow },
  { ...firing, short: justBelow },
];

/** An alert fires when both of its windows are just above the threshold, with just enough errors; else it is silent. */
export function pairLevels(context: TestContext, pair: PlannedPair): PromtoolTest {
  const { compiled } = context;
  const { slo, plan } = compiled;
  const rule = burnRule(compiled, pair);
  const [labels = {}] = context.groups;
  const milliseconds = pair.shortSeconds * 100;
  const fewErrors = minimumErrors(slo) > 0 ? [{ ...firing, errors: justBelow }] : [];
  // What fired might go on: it comes last.
  const scenes = [...quiet, ...fewErrors, firing].map((levels, index) =>
    sceneOf(pair, levels, enoughRecorded(slo), (index + 1) * recordedStep(plan)),
  );
  const records = eventRecords(slo);
  return {
    name: `${slo.name}: the thresholds of ${pair.name}`,
    interval: promMilliseconds(milliseconds),
    input_series: [
      ...recordedSeries(context, recordNames, scenes, milliseconds, labels),
      ...(records.errors === recordNames.errors || minimumErrors(slo) === 0
        ? []
        : recordedSeries(context, { errors: records.errors }, scenes, milliseconds, labels)),
    ],
    promql_expr_test: scenes.map(({ at }, index) =>
      index < scenes.length - 1
        ? silent(rule, at)
        : active(context, rule, at, rule.for === undefined ? 'firing' : 'pending'),
    ),
  };
}

/**
 * Clean and failing events around the borders of both windows: whichever is longer or shorter than it should be, sees
 * another ratio, on the other side of the threshold.
 */
function sceneOf(pair: PlannedPair, levels: Levels, enough: number, at: number): Scene {
  const { longSeconds: long, shortSeconds: short } = pair;
  const threshold = Number(pair.threshold);
  const fresh = { age: 0.4 * short, total: 0.01, errors: 0 };
  const recent = { age: 0.9 * short, total: 1, errors: levels.short * threshold * 1.01 };
  const beforeShort = { age: 1.2 * short, total: 0.2, errors: 0 };
  const inLong = fresh.total + recent.total + beforeShort.total + longTotal;
  const old = { age: 0.9 * long, total: longTotal, errors: levels.long * threshold * inLong - recent.errors };
  const beforeLong = { age: 1.1 * long, total: 2, errors: levels.errors < 1 ? 2 : 0 };
  const scene = { at, samples: [fresh, recent, beforeShort, old, beforeLong] };
  const scale = (levels.errors * enough) / sumWithin(scene, long, ({ errors }) => errors);
  return { at, samples: scene.samples.map((sample) => scaled(sample, scale)) };
}

/** Enough to outweigh the short window. */
const longTotal = 10;

const scaled = ({ age, total, errors }: RecordedSample, factor: number): RecordedSample => ({
  age,
  total: total * factor,
  errors: errors * factor,
});
