import { decimal, plain } from '../../decimal';
import { promDuration } from '../../duration';
import { identityLabels } from '../../rules/identity';
import { showSeries } from '../checks';
import type { Labels, TestContext } from '../context';
import type { PromtoolTest } from '../promtool';

/** What two base records hold some time before an evaluation. */
export interface RecordedSample {
  /** Seconds before the evaluation. */
  readonly age: number;
  readonly total: number;
  readonly errors: number;
}

/** Samples of two records, and the evaluation that sees them. */
export interface Scene {
  /** When it is evaluated, in seconds. */
  readonly at: number;
  readonly samples: readonly RecordedSample[];
}

/** Records by their parts in a scene; one of them may be left out. */
export type RecordPair = { readonly errors?: string; readonly total?: string };

type InputSeries = PromtoolTest['input_series'];

/**
 * Series of two records as promtool's input. What lies between the samples is not there: windows add up what they find,
 * so a few samples tell where they begin. Samples lie on multiples of `milliseconds`.
 */
export function recordedSeries(
  { compiled, options }: Pick<TestContext, 'compiled' | 'options'>,
  { errors, total }: RecordPair,
  scenes: readonly Scene[],
  milliseconds: number,
  labels: Labels = {},
): InputSeries {
  const identity = { ...labels, ...identityLabels(compiled.slo, options) };
  const series = (name: string | undefined, value: (sample: RecordedSample) => number): InputSeries =>
    name === undefined
      ? []
      : [{ series: showSeries(name, identity), values: valuesOf(scenes, milliseconds, value) }];
  return [...series(total, (sample) => sample.total), ...series(errors, (sample) => sample.errors)];
}

/** Which sample of a series comes nearest to an age. */
const indexOf = (at: number, age: number, milliseconds: number) =>
  Math.round(((at - age) * 1_000) / milliseconds);

/** Moves samples to where series can have them, so that what a window holds can be told exactly. */
export const onGrid = ({ at, samples }: Scene, milliseconds: number): Scene => ({
  at,
  samples: samples.map((sample) => ({
    ...sample,
    age: at - (indexOf(at, sample.age, milliseconds) * milliseconds) / 1_000,
  })),
});

/** promtool's notation: `_x9 100 _x4 50`. */
function valuesOf(
  scenes: readonly Scene[],
  milliseconds: number,
  value: (sample: RecordedSample) => number,
): string {
  const placed = scenes
    .flatMap(({ at, samples }) =>
      samples.map((sample) => ({ index: indexOf(at, sample.age, milliseconds), value: value(sample) })),
    )
    .sort((a, b) => a.index - b.index);
  const parts: string[] = [];
  let next = 0;
  for (const { index, value: one } of placed) {
    if (index > next) parts.push(index === next + 1 ? '_' : `_x${index - next}`);
    parts.push(plain(decimal(one)));
    next = index + 1;
  }
  return parts.join(' ');
}

/** The sum of what lies within a window, in seconds. */
export const sumWithin = (
  { samples }: Scene,
  window: number,
  value: (sample: RecordedSample) => number,
): number => samples.reduce((sum, sample) => (sample.age < window ? sum + value(sample) : sum), 0);

/** The error ratio of a window, as Prometheus computes it. */
export const ratioWithin = (scene: Scene, window: number): number =>
  sumWithin(scene, window, ({ errors }) => errors) / sumWithin(scene, window, ({ total }) => total);

/** A length of time as promtool takes it. */
export const promMilliseconds = (milliseconds: number): string =>
  milliseconds % 1_000 === 0 ? promDuration(milliseconds / 1_000) : `${milliseconds}ms`;
