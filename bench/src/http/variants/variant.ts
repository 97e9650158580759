import type { RequestHandler } from 'express';

/** One way to measure an application's requests. */
export interface Variant {
  /** What the application mounts first; undefined if it is not a middleware that measures. */
  readonly middleware: RequestHandler | undefined;
  /** The exposition, as a scrape gets it. */
  readonly scrape: () => Promise<string>;
}

/** Makes a variant ready, in a process of its own: several of them patch Node or share a registry. */
export type Load = () => Variant;
