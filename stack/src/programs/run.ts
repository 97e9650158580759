import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StackError } from '../errors';

const execute = promisify(execFile);

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended and counts as failed. */
  readonly timeout?: number;
}

/** Runs a command to its end; its standard output. Throws COMMAND_FAILED with the last line it complained with. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return (await outputs(command, args, options)).stdout;
}

/** Runs a command to its end; what it wrote to standard output, then to standard error. */
export async function runForAll(command: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await outputs(command, args, {});
  return stdout + stderr;
}

async function outputs(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<{ stdout: string; stderr: string }> {
  try {
    return await execute(command, [...args], { maxBuffer: 64 * 1024 * 1024, ...options });
  } catch (thrown) {
    throw new StackError('COMMAND_FAILED', { command: [command, ...args].join(' '), reason: reason(thrown) });
  }
}

function reason(thrown: unknown): string {
  const { stderr, message, code, killed } = thrown as {
    stderr?: string;
    message: string;
    code?: unknown;
    killed?: boolean;
  };
  if (code === 'ENOENT') return 'there is no such command on PATH';
  if (killed) return 'it took too long';
  const complaint = stderr?.trim().split('\n').at(-1);
  return complaint ? complaint : message;
}
