/** Every error of this package: stable code, message, and what to do about it. */
const catalogue = {
  PROGRAM_MISSING: (detail: { program: string; tried: string; install: string }) =>
    `Cannot find the program "${detail.program}". Tried: ${detail.tried}. ${detail.install}`,
  PORT_INVALID: (detail: { variable: string; value: string }) =>
    `${detail.variable}="${detail.value}" is no port. Give a number from 1 to 65535, or 0 for any free port.`,
  PORT_TAKEN: (detail: { port: number; title: string; variable: string }) =>
    `Port ${detail.port} on 127.0.0.1, needed for ${detail.title}, is taken by another program. ` +
    `Stop that program, or choose another port, for example ${detail.variable}=${detail.port + 10_000 < 65_536 ? detail.port + 10_000 : 0} ` +
    `(0 = any free port).`,
  COMPONENT_EXITED: (detail: { component: string; how: string; log: string; lines: string }) =>
    `${detail.component} ended before it was ready (${detail.how}). Its log (${detail.log}) ends with:\n${detail.lines}`,
  COMPONENT_NOT_READY: (detail: {
    component: string;
    seconds: number;
    url: string;
    answer: string;
    log: string;
    lines: string;
  }) =>
    `${detail.component} was not ready after ${detail.seconds} s: ${detail.url} ${detail.answer}. ` +
    `Its log (${detail.log}) ends with:\n${detail.lines}`,
  COMPONENT_UNKNOWN: (detail: { component: string; known: string }) =>
    `This stack runs no "${detail.component}". It runs: ${detail.known}.`,
  ALREADY_RUNNING: (detail: { folder: string; pid: number }) =>
    `A stack is running on the data in ${detail.folder} already (process ${detail.pid}). Stop it with Ctrl-C or ` +
    `"kill ${detail.pid}", or start a second one with data and ports of its own: --data OTHER_FOLDER and API_PORT=0 ` +
    `CONSOLE_PORT=0 PROMETHEUS_PORT=0 ALERTMANAGER_PORT=0 GRAFANA_PORT=0.`,
  NOT_BUILT: (detail: { file: string }) =>
    `${detail.file} is not there: the project is not compiled. Run "npm ci" or "npm run build" first.`,
  BACKEND_INVALID: (detail: { value: string }) =>
    `STACK="${detail.value}" is no way to start the stack. Give "containers" or "processes", or leave it unset.`,
  ENGINE_UNREACHABLE: (detail: { reason: string }) =>
    `STACK=containers needs a container engine with the compose plugin, and none answers: ${detail.reason}. ` +
    `Start the engine (for example "systemctl start docker"), or use local processes: STACK=processes npm start.`,
  COMPOSE_FAILED: (detail: { reason: string; lines: string }) =>
    `The containers did not come up: ${detail.reason}.\n${detail.lines}`,
  SECRET_UNKNOWN: (detail: { name: string; reason: string }) =>
    `Cannot read the secret "${detail.name}": ${detail.reason}.`,
  RULES_UNREADABLE: (detail: { file: string; reason: string }) =>
    `Cannot read the rule file "${detail.file}": ${detail.reason}. Give paths of existing files in app.rules.`,
  NOT_STEADY: (detail: { slo: string; seconds: number; seen: string }) =>
    `${detail.slo} was not steady within ${detail.seconds} s (${detail.seen}). A game day needs traffic without errors ` +
    `first: see that the console's faults are off and that its traffic is on.`,
  TOKEN_NOT_TAKEN: (detail: { seconds: number; status: number }) =>
    `The API did not take the new scrape token over within ${detail.seconds} s: it still answers ${detail.status} to it. ` +
    `See its log, and TOKEN_FILE_CHECK_SECONDS.`,
  BREAKAGE_WITHOUT_EFFECT: (detail: { what: string; status: number }) =>
    `${detail.what} was to be answered 503, and was answered ${detail.status}. Was its fault switched off by hand? Play again.`,
  ARGUMENT_INVALID: (detail: { argument: string; allowed: string }) =>
    `Cannot understand "${detail.argument}". ${detail.allowed}`,
  RECEIVER_INVALID: (detail: { file: string; reason: string }) =>
    `Cannot use Alertmanager's ${detail.file}: ${detail.reason}. Compare it with the committed file ("git diff").`,
  RECEIVER_SECRET_UNREADABLE: (detail: { receiver: string; file: string; reason: string }) =>
    `The secret of the receiver "${detail.receiver}", ${detail.file}, cannot be read: ${detail.reason}. ` +
    `Let the user who starts the stack read it (in containers, user id 1000), or remove it to leave the receiver out.`,
  RECEIVER_SECRET_EMPTY: (detail: { receiver: string; file: string }) =>
    `The secret of the receiver "${detail.receiver}", ${detail.file}, is empty: its notifications would fail. ` +
    `Write the secret into it, or remove the file to leave the receiver out.`,
  RECEIVER_SECRET_INVALID: (detail: { receiver: string; file: string; reason: string; needed: string }) =>
    `The secret of the receiver "${detail.receiver}", ${detail.file}, ${detail.reason}. ` +
    `It must be a YAML file with ${detail.needed}, or be removed to leave the receiver out.`,
  COMMAND_FAILED: (detail: { command: string; reason: string }) =>
    `The command "${detail.command}" failed: ${detail.reason}`,
} as const;

export type StackErrorCode = keyof typeof catalogue;
type Detail<Code extends StackErrorCode> = Parameters<(typeof catalogue)[Code]>[0];

/** An error that says what failed, where, and the way out. `code` is stable. */
export class StackError<Code extends StackErrorCode = StackErrorCode> extends Error {
  override readonly name = 'StackError';

  constructor(
    readonly code: Code,
    detail: Detail<Code>,
    options?: ErrorOptions,
  ) {
    const compose = catalogue[code] as (detail: Detail<Code>) => string;
    super(compose(detail), options);
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
