/** The database did not do its work: unreachable, too busy, too slow, or shutting down. Worth a retry. */
export class DatabaseUnavailable extends Error {
  constructor(reason: string, cause?: unknown) {
    super(`The database is not available: ${reason}`, { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/**
 * SQLSTATE classes that speak of the server's state, not of the statement: connection (08), transaction
 * rollback such as deadlock (40), insufficient resources such as a full disk (53), operator intervention
 * such as shutdown and statement timeout (57), system error (58), internal error (XX).
 */
const unavailableClasses = new Set(['08', '40', '53', '57', '58', 'XX']);
const sqlState = /^[0-9A-Z]{5}$/;

/** True for errors of a query that would have succeeded on a healthy database. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && sqlState.test(code) && unavailableClasses.has(code.slice(0, 2));
}
