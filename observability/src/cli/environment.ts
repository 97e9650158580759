import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Where output goes: a stream of the process, or what a test reads. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Where the sample's specifications lie, and where what is made from them is committed. */
export interface SamplePlaces {
  readonly specs: string;
  /** Of the folders `rules` and `tests`. */
  readonly output: string;
  /** The folder of the dashboards. */
  readonly dashboards: string;
  /** The module with the API's bounds. */
  readonly bounds: string;
  /** How often its metrics are scraped (prometheus/prometheus.yml), in seconds. */
  readonly scrapeSeconds: number;
}

/** The world outside of the command. */
export interface Environment {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Everything on the standard input; throws the system's error. */
  readonly stdin: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Paths on the command line and in messages are relative to it. */
  readonly cwd: string;
  readonly sample: SamplePlaces;
}

const workspace = join(__dirname, '../..');

export const processEnvironment = (): Environment => ({
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: () => readFileSync(0, 'utf8'),
  env: process.env,
  cwd: process.cwd(),
  sample: {
    specs: join(workspace, 'slos'),
    output: join(workspace, '../prometheus'),
    dashboards: join(workspace, '../grafana/dashboards'),
    bounds: join(workspace, '../api/src/http/latency-bounds.ts'),
    scrapeSeconds: 15,
  },
});

/** Whether a path is a folder or lies in it. */
export const isBelow = (folder: string, path: string): boolean => !relative(folder, path).startsWith('..');

/** The command was used wrongly; the message says how to use it. Exit status 2. */
export class UsageError extends Error {}
