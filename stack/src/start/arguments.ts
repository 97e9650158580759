import { parseArgs } from 'node:util';
import { parseDuration } from '../duration';
import { StackError, messageOf } from '../errors';

export interface StartArguments {
  /** Seconds after which the stack stops by itself; without it, it runs until Ctrl-C. */
  readonly forSeconds?: number;
  readonly dataFolder: string;
  readonly help: boolean;
}

export const usage = `npm start -- [--for 60s] [--data FOLDER]

  --for DURATION   stop by itself that long after the table (60s, 5m, 1h)
  --data FOLDER    where data, secrets and logs are kept; default .stack

  STACK=containers|processes                    how to start; default: containers where an engine answers
  API_PORT CONSOLE_PORT PROMETHEUS_PORT ALERTMANAGER_PORT GRAFANA_PORT      ports; 0 is any free one
  DATABASE_URL                                  a PostgreSQL server of your own for the API (processes only)
  HISTORY=on|calm|off                           the month that Prometheus begins with, on the first start only
  TRAFFIC=on|off TRAFFIC_RATE INBOX_LIMIT …      the demo's settings, see docs/faults.md
  LOG_LEVEL RETENTION_DAYS …                    the API's settings, see docs/configuration.md
`;

/** What `npm start` was told. Throws ARGUMENT_INVALID. */
export function parseArguments(args: readonly string[]): StartArguments {
  const { values } = parse(args);
  const forSeconds = values.for === undefined ? undefined : parseDuration(values.for);
  if (values.for !== undefined && forSeconds === undefined) {
    throw new StackError('ARGUMENT_INVALID', {
      argument: `--for ${values.for}`,
      allowed: 'Give a duration such as 60s, 5m or 1h.',
    });
  }
  return {
    dataFolder: values.data ?? '.stack',
    help: values.help ?? false,
    ...(forSeconds === undefined ? {} : { forSeconds }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { for: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (thrown) {
    throw new StackError('ARGUMENT_INVALID', {
      argument: args.join(' '),
      allowed: `${messageOf(thrown)}\n\n${usage}`,
    });
  }
}
