import { ApiError, runUntilSignal } from '@express-slo-stack/api';
import { DemoError } from './errors';

const SHUTDOWN_TIMEOUT_SECONDS = 30;

/** The API's runner tells its own kind of error without a stack; ours have as much to say. */
function forPeople(thrown: unknown): never {
  if (!(thrown instanceof DemoError)) throw thrown;
  const { code, message }: DemoError = thrown;
  throw new ApiError(code, message, thrown);
}

/** Runs a program of the demo as this process, until SIGINT or SIGTERM. */
export function run(start: () => Promise<{ stop(): Promise<void> }>): void {
  void runUntilSignal({
    start: () => start().catch(forPeople),
    shutdownTimeoutSeconds: SHUTDOWN_TIMEOUT_SECONDS,
  });
}
