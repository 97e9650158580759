import { type Logger, pino } from 'pino';

/** A log of the demo, in the form of the API's own: one JSON object a line, level by name, time as ISO 8601. */
export const createLog = (name: string, level: string): Logger =>
  pino({
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
