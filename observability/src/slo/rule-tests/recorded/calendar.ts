import type { CalendarWindow } from '../../model';
import { identityLabels, recordNames } from '../../rules/identity';
import { holds } from '../checks';
import type { Labels, TestContext } from '../context';
import type { PromtoolCheck, PromtoolTest } from '../promtool';
import { promMilliseconds, recordedSeries, type RecordedSample, type Scene } from './scene';
import { periodRange, recordedStep } from './steps';

/** The latest sample of a series counts for so long, in seconds. */
const lookback = 300;
const day = 86_400;
const lengths = { day, week: 7 * day, month: 1, quarter: 3, year: 12 } as const;

export const calendarRecords = { errors: recordNames.calendarErrors, total: recordNames.calendarTotal };

/** The phase that a time belongs to, as the label says it. Seconds since 1970, which is when promtool's tests begin. */
export function phaseAt({ unit, count, start }: CalendarWindow, seconds: number): string {
  const [now, first] = [new Date(seconds * 1_000), new Date(`${start.replace(' ', 'T')}Z`)];
  const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const passed =
    unit === 'day' || unit === 'week'
      ? (now.getTime() - first.getTime()) / 1_000
      : months(now) - months(first);
  const phase = Math.floor(passed / (lengths[unit] * count)) % 3;
  // Prometheus writes the sign of a zero.
  return Object.is(phase, -0) ? '-0' : String(phase);
}

/** The sample of a scene that is recorded under the current phase when the scene is evaluated. */
const recordedThere = ({ samples }: Scene): RecordedSample | undefined =>
  samples.find(({ age }, _, all) => age < lookback && age === Math.min(...all.map((other) => other.age)));

/** What the current phase had before a scene is evaluated, and events of another phase, which must not count. */
export function calendarSeries(
  context: TestContext,
  scene: Scene,
  milliseconds: number,
  labels: Labels,
): PromtoolTest['input_series'] {
  const { window } = context.compiled.slo;
  if (window.kind !== 'calendar') return [];
  const phase = phaseAt(window, scene.at);
  const now = recordedThere(scene);
  const earlier = { at: scene.at, samples: scene.samples.filter((sample) => sample !== now) };
  const foreign = { at: scene.at, samples: [{ age: 3_600, total: 7, errors: 7 }] };
  return [
    ...recordedSeries(context, calendarRecords, [earlier], milliseconds, { ...labels, phase }),
    ...recordedSeries(context, calendarRecords, [foreign], milliseconds, {
      ...labels,
      phase: phase === '0' ? '1' : '0',
    }),
  ];
}

/** Through three periods, events are recorded under the phase of their own. */
export function phases(context: TestContext): PromtoolTest[] {
  const { slo, plan } = context.compiled;
  const { window } = slo;
  if (window.kind !== 'calendar') return [];
  const step = recordedStep(plan);
  const times = Array.from(
    { length: Math.ceil((3.2 * periodRange(context.compiled)) / step) },
    (_, index) => (index + 1) * step,
  );
  const turns = times.filter((at, index) => phaseAt(window, at) !== phaseAt(window, times[index - 1] ?? 0));
  const scenes = turns.map((at) => ({ at, samples: [{ age: 60, total: 4, errors: 1 }] }));
  const milliseconds = 60_000;
  const [labels = {}] = context.groups;
  const check = (record: string, at: number, value: number): PromtoolCheck =>
    holds(context, record, at, [value], {
      ...identityLabels(slo, context.options),
      phase: phaseAt(window, at),
    });
  return [
    {
      name: `${slo.name}: the phases of the calendar`,
      interval: promMilliseconds(milliseconds),
      input_series: recordedSeries(context, recordNames, scenes, milliseconds, labels),
      promql_expr_test: turns.flatMap((at) => [
        check(calendarRecords.total, at, 4),
        check(calendarRecords.errors, at, 1),
      ]),
    },
  ];
}
