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

/** Every error that can keep the API from starting or working, by its maker. */
export const errors = {
  badConfiguration: (problems: readonly string[]) =>
    new ApiError(
      'bad_configuration',
      `The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n` +
        'Every variable is described in docs/configuration.md.',
    ),
  migrationFailed: (migration: string, cause: unknown) =>
    new ApiError(
      'migration_failed',
      `The database migration "${migration}" failed: ${reasonOf(cause)}. ` +
        'Nothing of it was applied; check that the database user may create tables, then start again.',
      cause,
    ),
  databaseUnreachable: (address: string, cause: unknown) =>
    new ApiError(
      'database_unreachable',
      `The database at ${address} cannot be reached: ${reasonOf(cause)}. ` +
        'Start it, or correct DATABASE_URL; without DATABASE_URL the embedded database is used.',
      cause,
    ),
  databaseLocked: (lockFile: string, pid: number) =>
    new ApiError(
      'database_locked',
      `The embedded database is open in process ${pid} (${lockFile}). ` +
        'Two processes on one data folder lose writes: stop that process, or set DATA_DIR to another folder.',
    ),
  databaseFailed: (directory: string, reason: string) =>
    new ApiError(
      'database_failed',
      `The embedded database in ${directory} cannot be opened: ${reason}. ` +
        'Check the free space and the permissions of the folder, or set DATABASE_URL to a PostgreSQL server.',
    ),
  notBuilt: (file: string) =>
    new ApiError('not_built', `${file} does not exist. Compile the workspaces first: npm run build`),
  badTokenFile: (file: string, reason: string) =>
    new ApiError(
      'bad_token_file',
      `The token file ${file} ${reason}. It must hold 64 hexadecimal digits and nothing else: ` +
        'write one with "openssl rand -hex 32", or delete the file and a new one is made at the next start.',
    ),
  cannotListen: (host: string, port: number, cause: unknown) =>
    new ApiError(
      'cannot_listen',
      `The API cannot listen on ${host}:${port}: ${reasonOf(cause)}. ` +
        'Stop the program that uses the port, or set PORT to another one (0 takes any free port).',
      cause,
    ),
};
