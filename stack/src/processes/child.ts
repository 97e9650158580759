import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { owe } from '../reaper';
import type { Runner, RunnerSpec } from '../runner';
import { untilReady } from '../until-ready';
import { sleep } from '../wait';
import { keepLogBounded } from './bounded-log';

const stopSeconds = 20;

/** A component as a local process. */
export class Child implements Runner {
  private constructor(
    private readonly spec: RunnerSpec,
    private readonly process: ChildProcess,
    private readonly ended: Promise<string>,
  ) {}

  /** Starts the component and waits until it is ready. Throws COMPONENT_EXITED or COMPONENT_NOT_READY. */
  static async start(spec: RunnerSpec): Promise<Child> {
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

  private static spawn(spec: RunnerSpec): Child {
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
    void ended.then(keepLogBounded(spec.log));
    if (process.pid !== undefined) {
      const paid = owe({ pid: process.pid });
      void ended.then(paid);
    }
    return new Child(spec, process, ended);
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

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

  async restart(): Promise<Child> {
    await this.stop();
    return Child.start(this.spec);
  }

  logs(): Promise<string> {
    return readFile(this.spec.log, 'utf8');
  }

  private ready(): Promise<void> {
    let how: string | undefined;
    void this.ended.then((end) => (how = end));
    return untilReady(this.spec, () => how);
  }
}
