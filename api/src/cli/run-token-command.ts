import { CommanderError } from 'commander';
import { ApiError } from '../errors';
import { type CommandOutput, tokenCommand } from './token-command';

const usageError = 2;

/** Runs `token` with its arguments. Returns the exit code: 0 done, 1 could not be done, 2 wrong usage. */
export async function runTokenCommand(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  output: CommandOutput,
): Promise<number> {
  try {
    await tokenCommand(env, output).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said what it has to say; asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageError;
    if (!(error instanceof ApiError)) throw error;
    output.err(`token: ${error.message}\n`);
    return 1;
  }
}
