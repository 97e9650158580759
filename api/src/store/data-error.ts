/**
 * SQLSTATEs of values that the database cannot take: out of range (22003), not a time (22007, 22008), NUL or
 * other characters that text cannot hold (22021, 22P05), not of the type (22P02).
 */
const dataErrors = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);

/** True when a statement failed because of a value that came from outside. */
export const isDataError = (error: unknown): boolean =>
  dataErrors.has(String((error as { code?: unknown } | null)?.code));
