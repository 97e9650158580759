import type { CalendarUnit, TimeWindow } from '../model';

const day = 86_400;
const unitSeconds: Readonly<Record<CalendarUnit, number>> = {
  day,
  week: 7 * day,
  month: 30 * day,
  quarter: 90 * day,
  year: 365 * day,
};

/** The length of an SLO window in seconds; for calendar windows, the length by which alerts are scaled. */
export const periodSeconds = (window: TimeWindow): number =>
  window.kind === 'rolling' ? window.seconds : window.count * unitSeconds[window.unit];

const units = [
  ['day', day],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in words: `30 days`, `50 hours`, `1 day`. */
export function inWords(seconds: number): string {
  const [name, length] = units.find(([, size]) => seconds % size === 0 && seconds >= size) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** An SLO window in words: `30 days`, `the calendar month`. */
export function windowInWords(window: TimeWindow): string {
  if (window.kind === 'rolling') return inWords(window.seconds);
  return window.count === 1 ? `the calendar ${window.unit}` : `${window.count} calendar ${window.unit}s`;
}
