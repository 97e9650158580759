import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import type { makeNodeTransport } from '@sentry/node';
import { outcomeOf, type Outcome } from '../outcome';

/** The module that the SDK's own transport makes its requests with. */
export type HttpModule = NonNullable<Parameters<typeof makeNodeTransport>[0]['httpModule']>;

export interface RecordedHttp {
  /** Give it to the SDK as `transportOptions.httpModule`: the SDK's own transport stays as it is. */
  readonly module: HttpModule;
  /** Ends requests that have no answer yet; each is recorded as aborted. */
  abort(): void;
}

/**
 * Node's http, telling of every request how it ended: once, with the answer's status or the reason for none, and the
 * seconds it took.
 */
export function recordedHttp(record: (status: Outcome, seconds: number) => void): RecordedHttp {
  /** When each was sent, by `performance.now()`. */
  const open = new Map<ClientRequest, number>();
  let aborting = false;

  const ended = (made: ClientRequest, status: Outcome): void => {
    const began = open.get(made);
    if (began !== undefined) record(status, (performance.now() - began) / 1000);
    open.delete(made);
  };

  const request: HttpModule['request'] = (options, answered) => {
    const isSecure = typeof options === 'object' && options.protocol === 'https:';
    const made = (isSecure ? https : http).request(options, (response) => {
      ended(made, response.statusCode ?? 'broken');
      answered?.(response as Parameters<NonNullable<typeof answered>>[0]);
    });
    open.set(made, performance.now());
    made.on('error', (thrown) => {
      ended(made, aborting ? 'aborted' : outcomeOf(thrown));
    });
    return made;
  };

  return {
    module: { request },
    abort() {
      aborting = true;
      for (const made of open.keys()) made.destroy(new Error('the demo stops'));
    },
  };
}
