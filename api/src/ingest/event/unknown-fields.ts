import type { ReportFieldError } from './field-errors';
import type { JsonObject } from './read';

/** The fields of an event that Sentry defines (develop docs, "Event Payloads"; Relay's `Event`). */
const known = new Set(
  `_meta _metrics breadcrumbs checksum contexts csp culprit debug_meta dist environment errors event_id exception
  expectct expectstaple extra fingerprint grouping_config hpkp ingest_path key_id level location logentry logger
  measurements message metadata modules monitor_config nel platform project received release request sdk
  sdkProcessingMetadata sentry.interfaces.Csp sentry.interfaces.Exception server_name site spans stacktrace
  start_timestamp tags template threads time_spent timestamp title transaction transaction_info type user
  version`.split(/\s+/),
);

/** Names the fields that no event has: they are left out. */
export function reportUnknownFields(event: JsonObject, report: ReportFieldError): void {
  for (const [name, value] of Object.entries(event)) {
    if (!known.has(name)) report(name, value, 'not a field of an event', 'invalid_attribute');
  }
}
