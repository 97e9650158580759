import type { ReportFieldError } from './field-errors';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Relay's bounds on a client's clock (`max_secs_in_future`, `max_secs_in_past`). */
const furthestAhead = minute;
const furthestBack = 30 * day;

/** Without a zone, ISO 8601 means local time; SDKs mean UTC. */
const isoWithoutZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const isoDate = /^\d{4}-\d{2}-\d{2}/;
const seconds = /^\d{1,12}(\.\d+)?$/;

/** A time as SDKs send it: seconds since 1970 as a number or digits, or ISO 8601, UTC where no zone is named. */
export function parseTime(value: unknown): Date | undefined {
  const text = typeof value === 'string' ? value.trim() : value;
  if (typeof text === 'number' || (typeof text === 'string' && seconds.test(text))) {
    return validDate(new Date(Number(text) * 1000));
  }
  if (typeof text !== 'string' || !isoDate.test(text)) return undefined;
  return validDate(new Date(isoWithoutZone.test(text) ? `${text.replace(' ', 'T')}Z` : text));
}

/** PostgreSQL and readers alike expect a year of four digits. */
function validDate(date: Date): Date | undefined {
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? date : undefined;
}

/**
 * When the event happened. A missing, unreadable or far-off time becomes the time of receipt, with a field error
 * unless it was merely missing.
 */
export function readTimestamp(value: unknown, received: Date, report: ReportFieldError): Date {
  if (value === undefined || value === null) return received;
  const time = parseTime(value);
  if (time === undefined) {
    report('timestamp', value, 'neither seconds since 1970 nor ISO 8601');
    return received;
  }
  const ahead = time.getTime() - received.getTime();
  if (ahead > furthestAhead) {
    report('timestamp', value, 'more than a minute in the future', 'future_timestamp');
    return received;
  }
  if (-ahead > furthestBack) {
    report('timestamp', value, 'more than 30 days in the past', 'past_timestamp');
    return received;
  }
  return time;
}
