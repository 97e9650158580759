import { truncate } from './read';

/** What was wrong with one field of an event that is kept all the same; shown as the event's `errors`. */
export interface FieldError {
  readonly type:
    'invalid_data' | 'invalid_attribute' | 'value_too_long' | 'future_timestamp' | 'past_timestamp';
  /** The field, in the SDK's spelling. */
  readonly name: string;
  readonly reason: string;
  /** The beginning of the offending value. */
  readonly value: string;
}

export type ReportFieldError = (
  name: string,
  value: unknown,
  reason: string,
  type?: FieldError['type'],
) => void;

/** Most errors kept with one event. */
const maxErrors = 50;

/** A list of field errors, and the function that adds to it. */
export function collectFieldErrors(): { errors: FieldError[]; report: ReportFieldError } {
  const errors: FieldError[] = [];
  const report: ReportFieldError = (name, value, reason, type = 'invalid_data') => {
    if (errors.length >= maxErrors) return;
    const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
    errors.push({ type, name, reason, value: truncate(shown, 200) });
  };
  return { errors, report };
}
