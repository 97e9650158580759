import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { ComponentName } from '../components';
import { StackError } from '../errors';
import { lastLines } from '../log-tail';
import { owe } from '../reaper';
import { sleep, whyNotReady } from '../wait';

/** How to start a component as a local process, and how to see that it is ready. */
export interface ChildSpec {
  readonly name: ComponentName;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly log: string;
  readonly readyUrl: string;
}

const readySeconds = 90;
const stopSeconds = 20;

/** A started component. */
export class Child {
  private constructor(
    readonly spec: ChildSpec,
    private readonly process: ChildProcess,
    private readonly ended: Promise<string>,
  ) {}

  /** Starts the component and waits until it is ready. Throws COMPONENT_EXITED or COMPONENT_NOT_READY. */
  static async start(spec: ChildSpec): Promise<Child> {
    await mkdir(path.dirname(spec.log), { recursive: true });
    await rename(spec.log, `${spec.log}.before`).catch(() => undefined);
    const child = Child.spawn(spec);
    try {
      await child.ready();
      return child;
    } catch (thrown) {
      await child.stop('SIGKILL');
      throw thrown;
    }
  }

  private static spawn(spec: ChildSpec): Child {
    const log = openSync(spec.log, 'a', 0o600);
    const process = spawn(spec.command, [...spec.args], {
      detached: true, // Ctrl-C in the terminal reaches the starter only, which stops in order
      cwd: spec.cwd,
      env: { ...spec.env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = new Promise<string>((resolve) => {
      process.once('error', (error) => resolve(error.message));
      process.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    if (process.pid !== undefined) {
      const paid = owe({ pid: process.pid });
      void ended.then(paid);
    }
    return new Child(spec, process, ended);
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Sends a signal; waits for the end when the signal is one that ends a process. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal);
    if (['SIGKILL', 'SIGTERM', 'SIGINT'].includes(signal)) await this.ended;
  }

  /** Ends the process: `signal` first, SIGKILL when that takes too long. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.process.kill(signal);
    const patience = new AbortController();
    const late = sleep(stopSeconds * 1000, 'late' as const, { signal: patience.signal }).catch(
      () => undefined,
    );
    if ((await Promise.race([this.ended, late])) === 'late') this.process.kill('SIGKILL');
    patience.abort();
    await this.ended;
  }

  private async ready(): Promise<void> {
    const { name, log, readyUrl } = this.spec;
    let how: string | undefined;
    void this.ended.then((end) => (how = end));
    let answer: string | undefined;
    for (const deadline = Date.now() + readySeconds * 1000; Date.now() < deadline; await sleep(100)) {
      if (how !== undefined) {
        throw new StackError('COMPONENT_EXITED', { component: name, how, log, lines: await lastLines(log) });
      }
      answer = await whyNotReady(readyUrl);
      if (answer === undefined) return;
    }
    throw new StackError('COMPONENT_NOT_READY', {
      component: name,
      seconds: readySeconds,
      url: readyUrl,
      answer: answer ?? 'does not answer',
      log,
      lines: await lastLines(log),
    });
  }
}
