import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { DemoError } from '../errors';

const withoutPort = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();

/**
 * Whether a page on the internet could hold this name. Addresses and names without a dot cannot be registered; any
 * other name could be pointed at 127.0.0.1 by its owner, whose page would then count as ours (DNS rebinding).
 */
export function isHostOurs(host: string, alsoOurs: readonly string[]): boolean {
  const name = withoutPort(host);
  return (
    isIP(name) !== 0 || /^[a-z0-9_-]+$/.test(name) || name.endsWith('.localhost') || alsoOurs.includes(name)
  );
}

const isReading = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** The foreign page that a browser says the request comes from. Clients outside browsers send neither header. */
function foreignOrigin({ headers }: Request): string | undefined {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  if (origin !== undefined) {
    const isSame = URL.canParse(origin) && new URL(origin).host === host;
    return isSame ? undefined : origin;
  }
  return site === undefined || site === 'same-origin' || site === 'none'
    ? undefined
    : `another site (${String(site)})`;
}

/**
 * Keeps other websites out: of everything by the host name, of changes also by the page's origin.
 * @param alsoOurs further host names under which the console is reached, without port
 */
export function refuseOtherSites(alsoOurs: readonly string[]): RequestHandler {
  return function assertSameSite(request, _response, next) {
    const { host = '' } = request.headers;
    if (!isHostOurs(host, alsoOurs)) throw new DemoError('HOST_FOREIGN', { host });
    const origin = isReading(request.method) ? undefined : foreignOrigin(request);
    if (origin !== undefined) throw new DemoError('ORIGIN_FOREIGN', { origin });
    next();
  };
}
