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

/** Node's http, telling of every request how it ended: once, with the answer's status or the reason for none. */
export function recordedHttp(record: (status: Outcome) => void): RecordedHttp {
  const open = new Set<ClientRequest>();
  let aborting = false;

  const request: HttpModule['request'] = (options, answered) => {
    const isSecure = typeof options === 'object' && options.protocol === 'https:';
    const made = (isSecure ? https : http).request(options, (response) => {
      if (open.delete(made)) record(response.statusCode ?? 'broken');
      answered?.(response as Parameters<NonNullable<typeof answered>>[0]);
    });
    open.add(made);
    made.on('error', (thrown) => {
      if (open.delete(made)) record(aborting ? 'aborted' : outcomeOf(thrown));
    });
    return made;
  };

  return {
    module: { request },
    abort() {
      aborting = true;
      for (const made of open) made.destroy(new Error('the demo stops'));
    },
  };
}
