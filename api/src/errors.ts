/** An error of the API's own making: a stable code, and a message that says what was wrong and the way out. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ApiError';
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Every start-up error this package raises. */
export const errors = {
  migrationFailed: (migration: string, cause: unknown) =>
    new ApiError(
      'migration_failed',
      `The database migration "${migration}" failed: ${reasonOf(cause)}. ` +
        'Nothing of it was applied; check that the database user may create tables, then start again.',
      cause,
    ),
};
