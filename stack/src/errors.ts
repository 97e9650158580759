/** Every error of this package: stable code, message, and what to do about it. */
const catalogue = {
  PROGRAM_MISSING: (detail: { program: string; tried: string; install: string }) =>
    `Cannot find the program "${detail.program}". Tried: ${detail.tried}. ${detail.install}`,
  COMMAND_FAILED: (detail: { command: string; reason: string }) =>
    `The command "${detail.command}" failed: ${detail.reason}`,
} as const;

export type StackErrorCode = keyof typeof catalogue;
type Detail<Code extends StackErrorCode> = Parameters<(typeof catalogue)[Code]>[0];

/** An error that says what failed, where, and the way out. `code` is stable. */
export class StackError<Code extends StackErrorCode = StackErrorCode> extends Error {
  override readonly name = 'StackError';

  constructor(
    readonly code: Code,
    detail: Detail<Code>,
    options?: ErrorOptions,
  ) {
    const compose = catalogue[code] as (detail: Detail<Code>) => string;
    super(compose(detail), options);
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
