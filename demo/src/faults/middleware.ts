import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import type { FaultBoard } from './board';
import { isInScope } from './scope';

const templateOf = ({ baseUrl, route }: Request): string =>
  `${baseUrl}${(route as { path?: string } | undefined)?.path ?? ''}`;

/** How long a request waits, in ms: `ms` give or take up to `jitter`. */
const delayOf = ({ ms, jitter }: { ms: number; jitter: number }, random: () => number): number =>
  ms + (2 * random() - 1) * jitter;

/**
 * The faults on the request path, for the API's hook: it runs inside every matched route, after measurement, so the
 * API's own metrics count what it does.
 * @param random uniform in [0, 1)
 */
export function faultMiddleware(
  board: Pick<FaultBoard, 'active'>,
  random: () => number = Math.random,
): RequestHandler {
  return async function injectFaults(request, response, next) {
    const template = templateOf(request);

    const latency = board.active('latency');
    if (latency !== undefined && isInScope(latency.scope, template)) await wait(delayOf(latency, random));

    const errors = board.active('errors');
    if (errors !== undefined && isInScope(errors.scope, template) && random() < errors.share) {
      // No Retry-After: SDKs would stop sending for that long, and the outage would hide itself.
      response
        .status(errors.status)
        .set('x-injected-fault', 'errors')
        .json({ detail: 'Injected fault: errors' });
      return;
    }
    next();
  };
}
