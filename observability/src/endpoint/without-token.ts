import type { RequestHandler } from 'express';
import type { Server } from 'node:net';
import { ObservabilityError } from '../errors';
import { warnOnce } from '../warn-once';

/** Options that only a token gives a meaning to. */
const OF_TOKENS = ['verify', 'scope', 'realm', 'throttle'] as const;

/**
 * Lets everybody in. Says once, as a warning of the process, where a server in production (`NODE_ENV`) listens that others
 * reach. `place` is the function that was called.
 * Throws OBS_WITHOUT_TOKEN_CONFLICT for options that ask for a token as well.
 */
export function withoutToken(
  options: Partial<Record<(typeof OF_TOKENS)[number], unknown>>,
  place: string,
): RequestHandler {
  const conflict = OF_TOKENS.find((name) => options[name] !== undefined);
  if (conflict !== undefined) throw new ObservabilityError('OBS_WITHOUT_TOKEN_CONFLICT', conflict, place);
  const warn = warnOnce(place);
  let isKnown = false;
  return (request, _response, next) => {
    if (!isKnown) {
      isKnown = true;
      const address = addressOf((request.socket as { server?: Server }).server);
      const isOpen = address !== undefined && !isLoopback(address);
      if (isOpen && process.env['NODE_ENV'] === 'production') {
        warn(new ObservabilityError('OBS_WITHOUT_TOKEN', place, address));
      }
    }
    next();
  };
}

/** The address that a server listens on; undefined for a socket in the file system. */
function addressOf(server: Server | undefined): string | undefined {
  const listening = server?.address();
  return typeof listening === 'object' && listening !== null ? listening.address : undefined;
}

const isLoopback = (address: string): boolean => address === '::1' || /^(::ffff:)?127\./.test(address);
