import { messageOf } from './errors';

/**
 * Runs a program until SIGINT or SIGTERM, then stops it and ends with code 0. A start that fails prints why and ends
 * with code 1.
 */
export function runUntilSignalled(start: () => Promise<{ stop(): Promise<void> }>): void {
  const fail = (thrown: unknown): never => {
    console.error(messageOf(thrown));
    process.exit(1);
  };
  const started = start();
  const stop = (): void => {
    started.then((running) => running.stop()).then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  started.catch(fail);
}
