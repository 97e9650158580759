import type { Exemplar } from '../exemplar';

/** Where W3C Trace Context has the identifiers in a `traceparent`. */
const TRACE_ID = [3, 35] as const;
const SPAN_ID = [36, 52] as const;

/** An exemplar as OpenMetrics writes it behind a value. Its labels are 63 characters, of the 128 that are allowed. */
export function exemplarText({ traceparent, seconds, at }: Exemplar): string {
  const labels = `trace_id="${traceparent.slice(...TRACE_ID)}",span_id="${traceparent.slice(...SPAN_ID)}"`;
  return ` # {${labels}} ${seconds.toFixed(9)} ${(at / 1000).toFixed(3)}`;
}
