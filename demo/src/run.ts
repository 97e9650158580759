import { ApiError, runUntilSignal } from '@express-slo-stack/api';
import { DemoError } from './errors';

const SHUTDOWN_TIMEOUT_SECONDS = 30;

const isOurs = (thrown: unknown): thrown is DemoError => thrown instanceof DemoError;

/** The API's runner tells its own kind of error without a stack; ours have as much to say. */
function forPeople(thrown: unknown): never {
  throw isOurs(thrown) ? new ApiError(thrown.code, thrown.message, thrown) : thrown;
}

/** Runs a program of the demo as this process, until SIGINT or SIGTERM. */
export function run(start: () => Promise<{ stop(): Promise<void> }>): void {
  void runUntilSignal({
    start: () => start().catch(forPeople),
    shutdownTimeoutSeconds: SHUTDOWN_TIMEOUT_SECONDS,
  });
}
