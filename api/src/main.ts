import { loadConfig } from './config/load-config';
import { explain, runUntilSignal } from './run-until-signal';
import { startApi } from './start-api';

try {
  const { SHUTDOWN_TIMEOUT_SECONDS } = loadConfig(process.env);
  void runUntilSignal({
    start: () => startApi({ env: process.env }),
    shutdownTimeoutSeconds: SHUTDOWN_TIMEOUT_SECONDS,
  });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
