import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endpoints } from '../endpoints';
import type { Ledger } from '../ledger';
import type { Rhythm } from '../rhythm';
import type { FromApplication, ToApplication } from './messages';
import type { ApplicationName } from './profiles';

export interface ApplicationOptions {
  readonly name: ApplicationName;
  readonly dsn: string;
  readonly seed: number;
  readonly rhythm: Rhythm;
  readonly midnight: number;
  readonly ledger: Ledger;
  readonly warn: (problem: string) => void;
}

export interface Application {
  /** Lets the SDK send what it holds, and resolves when the process has ended and its requests are in the ledger. */
  stop(): Promise<void>;
}

/** The compiled program: a process of its own has no use for jest's transforms. */
const PROGRAM = join(__dirname, '../../../dist/traffic/applications/main.js');
/** MiB. Three of these run beside the demo; without a limit of its own, each takes what V8 finds on the machine. */
export const APPLICATION_HEAP = { oldSpace: 64, semiSpace: 4 };
const RESTART_MS = 2000;
const STOP_MS = 5000;

/** Without the caller's proxy: the SDK would send the demo's events through it. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^https?_proxy$/i.test(name)));

/** Runs one application in a process of its own, and starts it again if it dies. */
export function startApplication({ ledger, warn, ...start }: ApplicationOptions): Application {
  const sent = { app: start.name, ...endpoints.envelope };
  let child: ChildProcess;
  let stopping = false;

  const launch = (): void => {
    child = fork(PROGRAM, {
      env: environment(),
      execArgv: [
        `--max-old-space-size=${APPLICATION_HEAP.oldSpace}`,
        `--max-semi-space-size=${APPLICATION_HEAP.semiSpace}`,
      ],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', ({ status, seconds }: FromApplication) => ledger.record(sent, status, seconds));
    child.on('error', (thrown) => warn(`application ${start.name}: ${thrown.message}`));
    child.on('exit', (code, signal) => {
      if (stopping) return;
      warn(`application ${start.name} ended (${signal ?? code}); it is started again`);
      setTimeout(() => stopping || launch(), RESTART_MS).unref();
    });
    child.send({ kind: 'start', ...start } satisfies ToApplication);
  };
  launch();

  return {
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      if (child.connected) child.send({ kind: 'stop' } satisfies ToApplication);
      await Promise.race([ended, wait(STOP_MS, undefined, { ref: false })]);
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
