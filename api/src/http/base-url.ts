import type { Request } from 'express';

const hostPattern = /^([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/** The API's address as clients see it: `PUBLIC_URL`, else what the request was sent to. Always a valid URL. */
export function baseUrl(request: Request, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const host = request.get('host') ?? '';
  const sentTo = `${request.protocol}://${host}`;
  // The pattern keeps out a user, a path and the like, the parser a port or an address that cannot be.
  return hostPattern.test(host) && URL.canParse(sentTo) ? sentTo : `${request.protocol}://localhost`;
}

/**
 * The request's path and query, beginning with `/`. A request may name its target by a whole address (RFC 9112,
 * section 3.2.2); whatever host it names is left out.
 */
export function pathAndQuery(request: Request): string {
  const { originalUrl } = request;
  if (originalUrl.startsWith('/')) return originalUrl;
  if (!URL.canParse(originalUrl)) return '/';
  const { pathname, search } = new URL(originalUrl);
  return `${pathname}${search}`;
}
