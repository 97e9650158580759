/**
 * How a request ended: the HTTP status, or why there was none.
 * - `refused`: no connection;
 * - `timeout`: we gave up waiting (the API counts it as 499);
 * - `broken`: the connection ended before the answer;
 * - `aborted`: the demo was stopped before the answer.
 */
export type Outcome = number | 'refused' | 'timeout' | 'broken' | 'aborted';

const refusals = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** Codes (else names) of an error and of what caused it: fetch hides the reason under "fetch failed". */
function codesOf(thrown: unknown): string[] {
  if (typeof thrown !== 'object' || thrown === null) return [];
  const { name, code, cause, errors = [] } = thrown as Thrown;
  return [typeof code === 'string' ? code : String(name), ...[cause, ...errors].flatMap(codesOf)];
}

/** Why a request got no answer. */
export function outcomeOf(thrown: unknown): Outcome {
  const codes = codesOf(thrown);
  if (codes.includes('TimeoutError')) return 'timeout';
  if (codes.includes('AbortError')) return 'aborted';
  return codes.some((code) => refusals.has(code)) ? 'refused' : 'broken';
}

/** Whether a caller would call this a failure of the API: no answer, or a 5xx. */
export const isFailure = (outcome: Outcome): boolean =>
  typeof outcome === 'number' ? outcome >= 500 : outcome !== 'aborted';
