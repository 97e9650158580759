import { problem } from '../../errors';
import type { CalendarUnit, TimeWindow } from '../../model';
import { note } from '../../notes';
import type { Collected } from '../reading';
import { parseShorthand, shorthandExpected, shorthandSeconds, type ShorthandUnit } from '../shorthand';
import type { SloSpec } from './v1';

const calendarUnits: Readonly<Partial<Record<ShorthandUnit, CalendarUnit>>> = {
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
};
const dateTime = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/;
const thirtyDays: TimeWindow = { kind: 'rolling', seconds: 30 * 86_400 };

type WindowItem = NonNullable<SloSpec['timeWindow']>['value'][number];

/** Reads `timeWindow`: exactly one, rolling or with the calendar; none means the last thirty days. */
export function readWindow({ at, timeWindow }: SloSpec, collected: Collected): TimeWindow | undefined {
  if (!timeWindow) {
    collected.notes.push(note('default-window', at, {}));
    return thirtyDays;
  }
  const [item, ...others] = timeWindow.value;
  if (!item || others.length > 0) {
    const values = { field: 'timeWindow', count: timeWindow.value.length, expected: 'exactly one item' };
    collected.problems.push(problem('item-count', timeWindow.at, values));
    return undefined;
  }
  return isCalendar(item, collected) ? readCalendar(item, collected) : readRolling(item, collected);
}

function isCalendar({ at, isRolling, calendar }: WindowItem, { problems }: Collected): boolean {
  const rolling = isRolling?.value ?? calendar === undefined;
  if (rolling === (calendar !== undefined)) {
    problems.push(
      problem('exactly-one', at, {
        owner: 'timeWindow',
        found: rolling ? '"isRolling: true" and "calendar"' : '"isRolling: false" and no "calendar"',
        fields: '"isRolling: true" or "calendar"',
      }),
    );
  }
  return calendar !== undefined;
}

function readRolling({ duration }: WindowItem, { notes, problems }: Collected): TimeWindow | undefined {
  const shorthand = parseShorthand(duration.value);
  if (!shorthand) {
    const values = { field: 'duration', value: `"${duration.value}"`, expected: shorthandExpected };
    problems.push(problem('invalid-duration', duration.at, values));
    return undefined;
  }
  const seconds = shorthandSeconds(shorthand);
  if (['M', 'Q', 'Y'].includes(shorthand.unit)) {
    notes.push(note('months-as-days', duration.at, { duration: duration.value, days: seconds / 86_400 }));
  }
  return { kind: 'rolling', seconds };
}

function readCalendar({ duration, calendar }: WindowItem, { problems }: Collected): TimeWindow | undefined {
  const shorthand = parseShorthand(duration.value);
  const unit = shorthand && calendarUnits[shorthand.unit];
  if (!unit) {
    problems.push(
      problem('invalid-duration', duration.at, {
        field: 'duration',
        value: `"${duration.value}"`,
        expected:
          'a number and one of d, w, M, Q, Y: a calendar window is whole days, weeks, months, quarters or years',
      }),
    );
  }
  if (!calendar) return undefined;
  const { startTime, timeZone } = calendar;
  const validStart = isDateTime(startTime.value);
  if (!validStart) {
    const values = { field: 'startTime', value: `"${startTime.value}"` };
    problems.push(
      problem('invalid-time', startTime.at, {
        ...values,
        expected: 'date with time',
        example: '2024-01-01 00:00:00',
      }),
    );
  }
  const validZone = isTimeZone(timeZone.value);
  if (!validZone) {
    const values = { field: 'timeZone', value: `"${timeZone.value}"` };
    problems.push(
      problem('invalid-time', timeZone.at, {
        ...values,
        expected: 'name of an IANA time zone',
        example: 'Europe/Berlin',
      }),
    );
  }
  if (!shorthand || !unit || !validStart || !validZone) return undefined;
  const start = startTime.value.replace('T', ' ');
  return { kind: 'calendar', count: shorthand.count, unit, start, timeZone: timeZone.value };
}

/** Whether a text is a date and time that exists: JavaScript would read the 31st of February as the 2nd of March. */
function isDateTime(text: string): boolean {
  if (!dateTime.test(text)) return false;
  const seconds = text.replace(' ', 'T');
  const read = new Date(`${seconds}Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(seconds);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
