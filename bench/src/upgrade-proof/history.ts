import { curve, type Curve } from '../prometheus/block/curve';
import type { Series } from '../prometheus/block/block';
import { rate } from './flow';
import { budgetEvaluation, evaluation, incident, monthOf, recordHistory, type Times } from './times';

export type Labels = Readonly<Record<string, string>>;

/** An SLO's records before the run. */
export interface OldRecords {
  /** One set of labels for each series that it records. Only the first has seen the incident. */
  readonly series: readonly Labels[];
  readonly calendar: boolean;
  /** What error ratios bear besides, by window. */
  readonly ratioLabels: (window: string) => Labels;
}

/** Error ratios that rules and alerts of pages read. */
const windows = ['5m', '30m', '1h', '6h'] as const;
const minutesOfRatios = 10;

/** Encodes what all SLOs' histories share, once. */
export function historyOf(times: Times): (records: OldRecords) => Series[] {
  const month = Math.max(times.begin - recordHistory, monthOf(times.begin));
  const [total, errors, clean] = [
    () => rate,
    (at: number) => {
      const since = at - (times.begin - incident.before);
      return since >= 0 && since < incident.lasted ? rate : 0;
    },
    () => 0,
  ];
  const whole = (of: (at: number) => number) =>
    curveOf(times.begin - recordHistory, times.begin, evaluation, of);
  const thisMonth = (of: (at: number) => number) => curveOf(month, times.begin, budgetEvaluation, of);
  const rolling = { total: whole(total), errors: whole(errors), clean: whole(clean) };
  const calendar = { total: thisMonth(total), errors: thisMonth(errors), clean: thisMonth(clean) };
  const ratio = curveOf(times.begin - 60 * minutesOfRatios, times.begin, evaluation, clean);
  const pair = (kind: 'rate1m' | 'calendar', curves: typeof rolling, labels: Labels, failed: boolean) => {
    const name = (part: string) =>
      kind === 'calendar' ? `slo:calendar_${part}:rate1m` : `slo:${part}:rate1m`;
    return [
      { labels: { __name__: name('total'), ...labels }, curve: curves.total },
      { labels: { __name__: name('errors'), ...labels }, curve: failed ? curves.errors : curves.clean },
    ];
  };
  return (records) =>
    records.series.flatMap((labels, index) => [
      ...pair('rate1m', rolling, labels, index === 0),
      ...(records.calendar
        ? pair('calendar', calendar, { ...labels, phase: String(phaseOf(month)) }, index === 0)
        : []),
      ...windows.map((window) => ({
        labels: { __name__: `slo:sli_error:ratio_rate${window}`, ...labels, ...records.ratioLabels(window) },
        curve: ratio,
      })),
    ]);
}

/** Samples at even steps, of which the last lies at the end. */
function curveOf(from: number, to: number, step: number, of: (at: number) => number): Curve {
  const count = Math.floor((to - from) / step);
  const first = to - count * step;
  return curve(
    first * 1_000,
    step * 1_000,
    Float64Array.from({ length: count + 1 }, (_, index) => of(first + index * step)),
  );
}

/** Which of the three phases a month writes its records into: months since 1970, in turn. */
function phaseOf(seconds: number): number {
  const date = new Date(seconds * 1_000);
  return ((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()) % 3;
}
