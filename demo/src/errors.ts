/** Every error of this package: HTTP status, and a message with the offending value, its place and the way out. */
const catalogue = {
  CONFIG_INVALID: {
    status: 500,
    message: (detail: { problems: string }) =>
      `The demo cannot start, its environment is not right:\n${detail.problems}\n` +
      'Correct these variables (docs/faults.md lists them all) and start again.',
  },
  SLOS_UNREADABLE: {
    status: 500,
    message: (detail: { place: string; message: string; remedy: string }) =>
      `Cannot read the SLOs: ${detail.place}: ${detail.message}. ${detail.remedy}`,
  },
  SECRET_MISSING: {
    status: 503,
    message: (detail: { file: string; reason: string }) =>
      `Cannot read the token file ${detail.file}: ${detail.reason}. ` +
      'The set-up writes it before anything starts; check SECRETS_DIR.',
  },
  DATABASE_URL_UNUSABLE: {
    status: 500,
    message: (detail: { reason: string }) =>
      `DATABASE_URL cannot be used by the database proxy: ${detail.reason}. ` +
      'Give postgres://user:password@host:port/name, or postgres:///name?host=/folder/of/the/socket.',
  },
  BODY_NOT_JSON: {
    status: 415,
    message: (detail: { received: string }) =>
      `The body must be JSON with the header "content-type: application/json"; received ${detail.received}.`,
  },
  BODY_UNREADABLE: {
    status: 400,
    message: (detail: { reason: string }) =>
      `The body cannot be read as JSON: ${detail.reason}. Send one JSON object.`,
  },
  INBOX_BUSY: {
    status: 503,
    message: (detail: { most: string }) =>
      `Notifications of more than ${detail.most} are being read already. Send this one again.`,
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: (detail: { limit: string }) =>
      `The body is larger than ${detail.limit}. Send fewer alerts at once.`,
  },
  ALERTS_INVALID: {
    status: 400,
    message: (detail: { problems: string }) =>
      `The body is not Alertmanager's webhook, version 4: ${detail.problems}. ` +
      'See https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.',
  },
  FAULT_UNKNOWN: {
    status: 404,
    message: (detail: { name: string; known: string }) =>
      `There is no fault "${detail.name}". Known faults: ${detail.known}.`,
  },
  FAULT_INVALID: {
    status: 400,
    message: (detail: { name: string; problems: string; example: string }) =>
      `The fault "${detail.name}" cannot be switched on like this: ${detail.problems}. ` +
      `An example that works: ${detail.example}`,
  },
  FAULT_FAILED: {
    status: 500,
    message: (detail: { name: string; reason: string }) =>
      `The fault "${detail.name}" could not be applied: ${detail.reason}. The log has more.`,
  },
  FAULTS_NOT_MENDED: {
    status: 500,
    message: (detail: { problems: string }) =>
      `Not everything could be mended; the other faults are off. ${detail.problems}`,
  },
  SUPERVISOR_ABSENT: {
    status: 409,
    message: (detail: { name: string; command: string }) =>
      `Nobody here can do the fault "${detail.name}": the stack was not started by npm start. Type: ${detail.command}`,
  },
  ORDER_REPORT_INVALID: {
    status: 400,
    message: (detail: { problems: string }) =>
      `The report of the process that started the stack cannot be read: ${detail.problems}. Start both from one version.`,
  },
  FAULTS_UNREACHABLE: {
    status: 503,
    message: (detail: { url: string; reason: string }) =>
      `The fault switches at ${detail.url} do not answer: ${detail.reason}. Is the API running under faults?`,
  },
  FAULTS_DENIED: {
    status: 401,
    message: () =>
      'The fault switches need the header "authorization: Bearer …" with the token in SECRETS_DIR/faults-token.',
  },
  HOST_FOREIGN: {
    status: 403,
    message: (detail: { host: string }) =>
      `Nothing here answers to the host name "${detail.host}". ` +
      'Open it by its address (http://127.0.0.1 and the port), or name the host in CONSOLE_HOSTS.',
  },
  ORIGIN_FOREIGN: {
    status: 403,
    message: (detail: { origin: string }) =>
      `A page of ${detail.origin} may neither change nor read anything here. ` +
      'Use a page of this address, or a client outside a browser.',
  },
  MONITORING_UNREACHABLE: {
    status: 502,
    message: (detail: { url: string; reason: string }) =>
      `${detail.url} does not answer: ${detail.reason}. Is it running? Its log says why not.`,
  },
  MONITORING_DENIED: {
    status: 502,
    message: (detail: { url: string }) =>
      `${detail.url} refuses the password in SECRETS_DIR/monitoring-password. Start the stack again: the set-up writes both.`,
  },
  DEMO_REFUSED: {
    status: 502,
    message: (detail: { request: string; status: number; reason: string }) =>
      `The demo answered ${detail.request} with ${detail.status}: ${detail.reason}`,
  },
  DEMO_UNREACHABLE: {
    status: 502,
    message: (detail: { url: string; reason: string }) =>
      `The demo at ${detail.url} does not answer: ${detail.reason}. Start it with npm start.`,
  },
  ALERT_NOT_SEEN: {
    status: 504,
    message: (detail: { seconds: number; seen: string }) =>
      `No such alert reached the inbox within ${detail.seconds} s. In the inbox: ${detail.seen}.`,
  },
  PROVISIONING_REFUSED: {
    status: 502,
    message: (detail: { request: string; status: number; body: string }) =>
      `The API answered ${detail.request} with ${detail.status}: ${detail.body}. ` +
      'The demo needs the admin token of this API in SECRETS_DIR/admin-token.',
  },
  PREDICTION_INPUT: {
    status: 400,
    message: (detail: { field: string; value: number | string; allowed: string }) =>
      `Cannot predict with ${detail.field} = ${detail.value}: it must be ${detail.allowed}.`,
  },
} as const;

export type DemoErrorCode = keyof typeof catalogue;
type Detail<Code extends DemoErrorCode> = Parameters<(typeof catalogue)[Code]['message']>[0];

/** An error that says what failed, where, and the way out. `code` is stable, `status` is its HTTP status. */
export class DemoError<Code extends DemoErrorCode = DemoErrorCode> extends Error {
  override readonly name = 'DemoError';
  readonly status: number;

  constructor(
    readonly code: Code,
    detail: Detail<Code>,
    options?: ErrorOptions,
  ) {
    const { status, message } = catalogue[code];
    super((message as (detail: Detail<Code>) => string)(detail), options);
    this.status = status;
  }

  /** An error that another process of the demo answered with, as it told it. */
  static retold(code: DemoErrorCode, message: string): DemoError {
    const error = new DemoError(code, {} as never);
    error.message = message;
    return error;
  }
}

interface Thrown {
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** The message of anything that was thrown, with the cause that fetch hides behind "fetch failed". */
export function messageOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const { message, cause, errors = [] } = thrown as Thrown;
  const own = typeof message === 'string' && message !== '' ? message : errors.map(messageOf).join('; ');
  return cause === undefined ? own : `${own} (${messageOf(cause)})`;
}
