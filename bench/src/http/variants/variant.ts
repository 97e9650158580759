import type { RequestHandler } from 'express';

/** One way to measure an application's requests. */
export interface Variant {
  /** What the application mounts first; undefined if it is not a middleware that measures. */
  readonly middleware: RequestHandler | undefined;
  /** Whether events are sent to it in chunks, as Sentry's SDKs do, instead of with a length. */
  readonly chunked?: boolean;
  /** The exposition, as a scrape gets it. */
  readonly scrape: () => Promise<string>;
}

/** Makes a variant ready, in a process of its own: several of them patch Node or share a registry. */
export type Load = () => Variant;
