import { levels, type Level } from '../../store/schema';
import type { ReportFieldError } from './field-errors';

/** Other names for the levels: Python's, syslog's and old SDKs'. */
const synonyms: Readonly<Record<string, Level>> = {
  log: 'info',
  notice: 'info',
  information: 'info',
  trace: 'debug',
  verbose: 'debug',
  warn: 'warning',
  err: 'error',
  critical: 'fatal',
  alert: 'fatal',
  emergency: 'fatal',
  panic: 'fatal',
  10: 'debug',
  20: 'info',
  30: 'warning',
  40: 'error',
  50: 'fatal',
};

/** The event's level; `error` when it is missing (develop docs, "Event Payloads") or makes no sense. */
export function readLevel(value: unknown, report: ReportFieldError): Level {
  if (value === undefined || value === null) return 'error';
  const name = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  const level = levels.find((known) => known === name);
  if (level !== undefined) return level;
  if (Object.hasOwn(synonyms, name)) return synonyms[name] ?? 'error';
  report('level', value, `not one of ${levels.join(', ')}`);
  return 'error';
}
