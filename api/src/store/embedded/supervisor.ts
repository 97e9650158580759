import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Pause before another try when a child cannot be started again. Milliseconds. */
const restartPauseMs = 1_000;

/** Keeps one child running until it is stopped: a child that dies is followed by another on the same socket. */
export class Supervisor {
  private stopping = false;
  private restarting: Promise<void> | undefined;

  constructor(
    private child: ChildProcess,
    private readonly start: () => Promise<ChildProcess>,
    private readonly onDeath: (how: string) => void,
  ) {
    this.watch();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.restarting;
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (child.connected) child.disconnect();
    await ended;
  }

  private watch(): void {
    this.child.once('exit', (code, signal) => {
      if (this.stopping) return;
      this.onDeath(String(signal ?? code));
      this.restarting = this.restart();
    });
  }

  private async restart(): Promise<void> {
    while (!this.stopping) {
      try {
        this.child = await this.start();
        this.watch();
        return;
      } catch (error) {
        this.onDeath(error instanceof Error ? error.message : String(error));
        await sleep(restartPauseMs);
      }
    }
  }
}
