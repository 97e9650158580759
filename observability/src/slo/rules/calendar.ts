import type { CalendarWindow, Slo } from '../model';
import type { CompileOptions } from '../options';
import { labelText } from '../promql';
import { periodSeconds } from '../windows/period';
import { identityLabels, identityNames, latest, ratioLabels, recorded, recordNames } from './identity';
import type { RecordingRule } from './rule';

/**
 * A calendar window's error ratio. PromQL has no range that begins at a date, so each period writes into one of three
 * phases in turn: within the length of a period, a phase holds nothing but the current period.
 */
export function calendarRecords(window: CalendarWindow, slo: Slo, options: CompileOptions): RecordingRule[] {
  const phase = `count_values("phase", ${phaseNumber(window)})`;
  const inPhase = (record: string) => `${latest(record, slo, options)} * on () group_left (phase) ${phase}`;
  const length = longestSeconds(window);
  const sum = (record: string) =>
    `sum by (${identityNames(slo, options).map(labelText).join(', ')}) (\n  sum_over_time(${recorded(record, slo, options, length)})\n  and on (phase)\n  ${phase}\n)`;
  const [errors, total] = [recordNames.calendarErrors, recordNames.calendarTotal];
  return [
    { record: total, expr: inPhase(recordNames.total), labels: identityLabels(slo, options) },
    { record: errors, expr: inPhase(recordNames.errors), labels: identityLabels(slo, options) },
    {
      record: recordNames.ratio(periodSeconds(window)),
      expr: `${sum(errors)}\n/\n(${sum(total)} > 0)`,
      labels: ratioLabels(slo, options, periodSeconds(window)),
    },
  ];
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;
const daysOf = { day: 1, week: 7 } as const;

/** The number of the current period since the window's start, modulo three, as PromQL. Time is UTC. */
function phaseNumber({ unit, count, start }: CalendarWindow): string {
  const date = new Date(`${start.replace(' ', 'T')}Z`);
  if (unit === 'day' || unit === 'week') {
    return `floor((vector(time()) - ${date.getTime() / 1000}) / ${daysOf[unit] * count * 86_400}) % 3`;
  }
  const first = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return `floor((year() * 12 + month() - 1 - ${first}) / ${monthsOf[unit] * count}) % 3`;
}

/** The longest that a period can last: every earlier period of the same phase ended before that. */
export function longestSeconds({ unit, count }: CalendarWindow): number {
  const days = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }[unit];
  return days * count * 86_400;
}
