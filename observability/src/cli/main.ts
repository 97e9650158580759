import { CommanderError } from 'commander';
import { CommandError } from './command-error';
import { processEnvironment, UsageError, type Environment } from './environment';
import { createProgram } from './program';

const usageStatus = 2;

/**
 * Runs the `slo` command. Never throws; returns the exit status: 0 fine, 1 errors in specifications or drift, 2 wrong
 * usage or a fault of the command itself (its stack is shown when SLO_DEBUG is set).
 */
export async function main(
  argv: readonly string[],
  environment: Environment = processEnvironment(),
): Promise<number> {
  let status = 0;
  const program = createProgram(environment, (code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageStatus;
    return fail(error, environment);
  }
}

function fail(error: unknown, { stderr, env }: Environment): number {
  if (error instanceof CommandError) {
    stderr.write(`slo: ${error.message} [${error.code}]\n    ${error.remedy}\n`);
    return usageStatus;
  }
  if (error instanceof UsageError) {
    stderr.write(`slo: ${error.message}\nRun "slo --help" or "slo <command> --help" for how it is used.\n`);
    return usageStatus;
  }
  const shown = error instanceof Error ? error : new Error(String(error));
  stderr.write(`slo: a fault in this command: ${shown.message}\n`);
  stderr.write(
    env['SLO_DEBUG'] ? `${shown.stack}\n` : 'Run it with SLO_DEBUG=1 to see where, and report it.\n',
  );
  return usageStatus;
}
