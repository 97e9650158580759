import type { ComponentName } from './components';

/** How to start a component, and how to see that it is ready. */
export interface RunnerSpec {
  readonly name: ComponentName;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly log: string;
  readonly readyUrl: string;
  /** Sent with the question whether it is ready. */
  readonly readyHeaders?: Readonly<Record<string, string>>;
}

/** A started component, in whatever it runs. */
export interface Runner {
  /** The id of its process, where it is one of this machine's. */
  readonly pid?: number | undefined;
  /** Sends a signal; waits for the end when the signal is one that ends a program. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
  /** Stops it, if it runs, and starts it as it was; the new runner takes the place of this one. */
  restart(): Promise<Runner>;
  logs(): Promise<string>;
}
