import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config/settings';
import { serviceName } from '../service';
import { redactedPaths } from './redact';

/** The API's structured log: one JSON object per line, on standard output unless told otherwise. */
export function createLogger(config: Pick<Config, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  return pino(
    {
      level: config.LOG_LEVEL,
      base: { service: serviceName },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[redacted]' },
    },
    destination ?? pino.destination({ fd: 1, sync: false }),
  );
}

export type { Logger };
