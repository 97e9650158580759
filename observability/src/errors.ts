import { inspect } from 'node:util';

/**
 * Every error this package throws on purpose: a stable code, what is wrong, and the way out.
 * Messages are given the offending value and its place.
 */
export const ERRORS = {
  OBS_BOUND_INVALID: {
    message: 'Bucket bound %s in %s is not a positive, finite number of seconds',
    remedy: 'Give upper bounds in seconds, for example 0.25.',
  },
  OBS_BOUNDS_EMPTY: {
    message: 'No bucket bound is left in %s',
    remedy: 'Give at least one upper bound, or leave the option out for the defaults.',
  },
  OBS_SIZE_BOUND_INVALID: {
    message: 'Size bound %s in %s is neither 0 nor a power of two up to 2^29 bytes',
    remedy: 'Sizes are kept by powers of two: choose among 0, 1, 2, 4, … 536870912.',
  },
  OBS_STATUS_INVALID: {
    message: 'Status %s in %s is not a three-digit HTTP status code',
    remedy: 'Give whole numbers from 100 to 999, for example 200.',
  },
  OBS_CLUSTER_WORKER: {
    message: 'Worker %s cannot aggregate the metrics of a cluster',
    remedy:
      'Call aggregateInPrimary() where cluster.isPrimary, and reportToPrimary() in the workers. Where the primary is not ' +
      'your program, as under pm2, have each worker scraped on a port of its own.',
  },
  OBS_PRIMARY_SILENT: {
    message: 'The primary of worker %s does not add up what workers report: their metrics are in no scrape',
    remedy:
      'Call aggregateInPrimary() in it before the first fork. Where the primary is not your program, as under pm2, leave ' +
      'reportToPrimary() out and have each worker scraped on a port of its own.',
  },
  OBS_CLUSTER_REPORTING: {
    message: 'Worker %s reports its metrics to the primary already',
    remedy: 'Call reportToPrimary() once in a process, with the one registry that has all of its metrics.',
  },
  OBS_COLLECT_SLOW: {
    message: 'Metric %s was not collected within %s ms',
    remedy: 'Give what its collect() waits for a shorter timeout, or set its value from a timer instead.',
  },
  OBS_LIMIT_INVALID: {
    message: 'Limit %s in %s is not a positive whole number',
    remedy: 'Give a whole number of at least 1, or leave the option out for the default.',
  },
  OBS_ROUTE_LABEL_INVALID: {
    message: 'Route label %s in %s is not a non-empty string',
    remedy: 'Give the name that requests without a route are counted under, for example "unmatched".',
  },
  OBS_LIMIT_TOO_LARGE: {
    message: 'Limit %s in %s is above %s',
    remedy: 'It bounds memory or time: give less, or leave the option out for the default.',
  },
  OBS_OPTIONS_INVALID: {
    message: 'Options %s in %s are no object',
    remedy: 'Give an object with the options that the documentation names.',
  },
  OBS_OPTION_UNKNOWN: {
    message: 'Option %s in %s does not exist, only %s',
    remedy: 'Correct its name, or leave it out.',
  },
  OBS_FLAG_INVALID: {
    message: 'Value %s in %s is neither true nor false',
    remedy: 'Give one of them, or leave the option out for the default.',
  },
  OBS_MILLISECONDS_INVALID: {
    message: 'Time %s in %s is not a number of milliseconds from 0 on',
    remedy: 'Give milliseconds, for example 500, or leave the option out for the default.',
  },
  OBS_FUNCTION_INVALID: {
    message: 'Value %s in %s is not a function',
    remedy: 'Give a function, or leave it out for the default.',
  },
  OBS_METHOD_INVALID: {
    message: 'Method %s in %s is none that requests are counted by',
    remedy: 'Write it in capital letters, for example "GET"; "_OTHER" is what stands for unusual ones.',
  },
  OBS_APP_INVALID: {
    message: 'Application %s in %s is not one of Express',
    remedy: 'Give what express() returned, once all routes are mounted.',
  },
  OBS_METRIC_TAKEN: {
    message: 'The registry has a metric %s already',
    remedy:
      'Call createHttpMetrics() once for a registry and share what it returns, or give it a registry of its own.',
  },
  OBS_METRICS_REGISTERED: {
    message: 'The registry has a metric %s already, which %s would register',
    remedy:
      'Call it once for a registry. registerProcessMetrics() stands for collectDefaultMetrics() of the client: ' +
      'leave that out for this registry.',
  },
  OBS_MIDDLEWARE_TWICE: {
    message: 'The middleware of %s is mounted twice in one application',
    remedy: 'Each request is counted by the first, once. Take the second one out.',
  },
  OBS_WITHOUT_TOKEN: {
    message: '%s answers everybody, without a token, on %s',
    remedy:
      'Let the server listen on loopback or in a closed network only, or give verify in the place of withoutToken.',
  },
  OBS_WITHOUT_TOKEN_CONFLICT: {
    message: 'withoutToken and %s are given together in %s',
    remedy:
      'Leave withoutToken out to ask for tokens; without them, verify, scope, realm and throttle mean nothing.',
  },
  OBS_NAME_INVALID: {
    message: 'Name %s in %s is not a non-empty string',
    remedy: 'It becomes the value of a label: give what you will look for, for example "default".',
  },
  OBS_LIST_INVALID: {
    message: 'Value %s in %s is not an array with at least one element',
    remedy: 'Give an array, also for one: ["user"].',
  },
  OBS_VERIFY_INVALID: {
    message: 'verify %s in %s is not a function',
    remedy:
      'Give a function that takes a token and gives an object with its scopes, or undefined; ' +
      'tokensFromFiles() makes one. An endpoint of a closed network may say withoutToken: true.',
  },
  OBS_PRINCIPAL_INVALID: {
    message: 'verify in %s answered a value of type %s without an array of scopes',
    remedy: 'Have it give an object such as { scopes: ["metrics:read"] }, or undefined for an unknown token.',
  },
  OBS_TOKEN_FILE_UNREADABLE: {
    message: 'Token file %s in %s cannot be read (%s)',
    remedy: 'Make it, for example with "openssl rand -hex 32", readable to this process.',
  },
  OBS_TOKEN_FILE_INVALID: {
    message: 'Token file %s in %s has no token of 22 to 512 characters on line %s',
    remedy:
      'Write one token on each line, of letters, digits and -._~+/ only, for example from "openssl rand -hex 32".',
  },
  OBS_THROTTLE_INVALID: {
    message: 'throttle %s in %s is neither an object of limits nor false',
    remedy: 'Give limits such as { attempts: 30, seconds: 60 }, or leave the option out for the default.',
  },
  OBS_CLIENT_MISSING: {
    message: 'No metrics client is installed, neither %s nor %s',
    remedy: 'Install one of them beside this package: npm install prom-client.',
  },
  OBS_REGISTRY_MISSING: {
    message: 'No registry was given in %s',
    remedy: 'Give the one that has the metrics: the property registry of what createHttpMetrics() returned.',
  },
  OBS_REGISTRY_OF_METRICS: {
    message: '%s was given what createHttpMetrics() returned, not its registry',
    remedy: 'Give its property registry, as in registerProcessMetrics(metrics.registry).',
  },
  OBS_REGISTRY_UNKNOWN: {
    message: 'Registry %s in %s is of no metrics client that is loaded',
    remedy: 'Give a Registry of prom-client 15 or of @prometheus-io/client 0.16.',
  },
  OBS_REGISTRY_FOREIGN: {
    message:
      'Registry %s in %s is one of a metrics client, but of another copy than Node has loaded for this package (%s)',
    remedy:
      'A bundler has put prom-client into your program: leave it out there, as an external module, as this package is. ' +
      'Or a second copy is installed under another name: "npm ls prom-client @prometheus-io/client" shows them all.',
  },
  OBS_TWO_CLIENTS: {
    message: 'Two metrics clients are loaded, %s and %s',
    remedy:
      'Each has a registry of its own, and a scrape would show one of them: half of the metrics, without an error. ' +
      'Keep one, also for what your dependencies load ("npm ls prom-client @prometheus-io/client" says who does); ' +
      'an override in package.json can map one name to the other.',
  },
  OBS_REALM_INVALID: {
    message: 'Realm %s in %s cannot be written in a WWW-Authenticate header',
    remedy: 'Use printable ASCII without double quotes and backslashes.',
  },
  OBS_SCOPE_INVALID: {
    message: 'Scope %s in %s is not a scope token of RFC 6750',
    remedy: 'Use printable ASCII without blanks, double quotes and backslashes, for example metrics:read.',
  },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error from {@link ERRORS}; `code` is stable across versions. */
export class ObservabilityError extends Error {
  override readonly name = 'ObservabilityError';
  constructor(
    readonly code: ErrorCode,
    ...values: readonly unknown[]
  ) {
    const { message, remedy } = ERRORS[code];
    const left = values.map(printable);
    super(`${message.replace(/%s/g, () => left.shift() ?? '?')}. ${remedy}`);
  }
}

/** On one line, and of an object no more than its class: it may hold secrets. */
const printable = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  return Array.isArray(value) ? `[${value.map(printable).join(', ')}]` : inspect(value, { depth: -1 });
};
