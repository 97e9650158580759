/** The methods OpenTelemetry knows (semantic conventions 1.44: RFC 9110, PATCH and QUERY). */
const KNOWN_METHODS: ReadonlySet<string> = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'QUERY',
  'TRACE',
]);

/** What every other method is counted under, so that clients cannot mint series. */
export const OTHER_METHOD = '_OTHER';

/** The value of `http_request_method` for a request's method. */
export const methodLabel = (method: string): string => (KNOWN_METHODS.has(method) ? method : OTHER_METHOD);
