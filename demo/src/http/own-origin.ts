import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { DemoError } from '../errors';

const withoutPort = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();

/**
 * Whether no page of somebody else can have this host name. An address has no owner who could point it elsewhere, and
 * `localhost` never leaves the machine. Any other name could be pointed at 127.0.0.1, and a page under that name would
 * count as the same origin (DNS rebinding); one without a dot too, by whoever answers for names in the local network.
 */
export function isOwnHost(host: string, alsoOwn: readonly string[]): boolean {
  const name = withoutPort(host);
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || alsoOwn.includes(name);
}

/** A link that a person follows: the browser shows the answer itself, and no page can read it. */
const isFollowedLink = ({ method, headers }: Request): boolean =>
  ['GET', 'HEAD'].includes(method) &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document';

/**
 * The origin of the foreign page that a browser says the request comes from. Another port is another origin, although it
 * is the same site. Clients outside browsers send neither header.
 */
function foreignOrigin({ headers }: Request): string | undefined {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  if (origin !== undefined) {
    const isSame = URL.canParse(origin) && new URL(origin).host === host;
    return isSame ? undefined : origin;
  }
  return site === undefined || site === 'same-origin' || site === 'none'
    ? undefined
    : `another origin (${String(site)})`;
}

/** No other origin may frame the page, keep a handle on its window, or embed what is answered. */
const isolation = {
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Serves pages of the own origin, and clients outside browsers. A page of another origin can neither change nor read
 * anything; it may only link here.
 * @param alsoOwn further host names of this server, in lower case and without port
 * @throws DemoError `HOST_FOREIGN`, `ORIGIN_FOREIGN`
 */
export function refuseOtherOrigins(alsoOwn: readonly string[]): RequestHandler {
  return function assertOwnOrigin(request, response, next) {
    response.set(isolation);
    const { host = '' } = request.headers;
    if (!isOwnHost(host, alsoOwn)) throw new DemoError('HOST_FOREIGN', { host });
    const origin = isFollowedLink(request) ? undefined : foreignOrigin(request);
    if (origin !== undefined) throw new DemoError('ORIGIN_FOREIGN', { origin });
    next();
  };
}
