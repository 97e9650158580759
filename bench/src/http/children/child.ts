import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MUCH_ROOM, type Runtime } from '../runtimes';
import type { VariantName } from '../variants';

/** A variant in a process of its own, that answers one message at a time. */
export class Child {
  private constructor(
    readonly variant: VariantName,
    private readonly process: ChildProcess,
    /** What it said when it was ready. */
    readonly greeting: unknown,
  ) {}

  /** Starts a program of this folder. */
  static async start(
    program: 'rounds' | 'serve' | 'hostile',
    { program: node }: Runtime,
    variant: VariantName,
  ) {
    const child = fork(join(__dirname, `${program}.js`), [variant], {
      execPath: node,
      execArgv: program === 'rounds' ? [MUCH_ROOM] : [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    return new Child(variant, child, await answerOf(child, variant));
  }

  async ask(message: string | number): Promise<unknown> {
    this.process.send(message);
    return answerOf(this.process, this.variant);
  }

  stop(): void {
    this.process.kill();
  }
}

async function answerOf(child: ChildProcess, variant: string): Promise<unknown> {
  const ended = new AbortController();
  const over = () => ended.abort(new Error(`the process of "${variant}" ended early`));
  child.once('exit', over);
  try {
    const [answer] = (await once(child, 'message', { signal: ended.signal })) as [unknown];
    return answer;
  } finally {
    child.off('exit', over);
  }
}
