import type { IncomingMessage } from 'node:http';

/** Longer tokens are nobody's, and are not looked up. */
export const LONGEST_TOKEN = 512;

/** Shorter ones than 128 random bits in base64 can be guessed. */
const SHORTEST_KEPT_TOKEN = 22;

/** RFC 6750 section 2.1: `Bearer`, one blank, a token68. */
const BEARER = /^Bearer [A-Za-z0-9\-._~+/]+=*$/i;
const ANY_BEARER = /^Bearer(?:\s|$)/i;

/** What a request brought along to be let in with. */
export type Credentials =
  | { readonly kind: 'bearer'; readonly authorization: string }
  | { readonly kind: 'missing' | 'malformed' | 'query_token' | 'too_long' };

/** Looks at the Authorization header only; a token in the address is a mistake to point out, never a credential. */
export function credentialsOf(request: IncomingMessage): Credentials {
  if (carriesToken(request.url ?? '')) return { kind: 'query_token' };
  const headers = request.headersDistinct.authorization ?? [];
  const [authorization] = headers;
  if (authorization === undefined) return { kind: 'missing' };
  if (headers.length > 1) return { kind: 'malformed' };
  if (!ANY_BEARER.test(authorization)) return { kind: 'missing' };
  if (!BEARER.test(authorization)) return { kind: 'malformed' };
  if (authorization.length > 'Bearer '.length + LONGEST_TOKEN) return { kind: 'too_long' };
  return { kind: 'bearer', authorization };
}

/** RFC 6750 section 2.3 and RFC 9700: `access_token` in the query ends up in logs. Also as `access_token[…]`. */
function carriesToken(target: string): boolean {
  const query = target.indexOf('?');
  if (query < 0) return false;
  return [...new URLSearchParams(target.slice(query + 1)).keys()].some((key) =>
    /^access_token(?:\[|$)/.test(key),
  );
}

/** Whether a token that is kept somewhere can be sent, and not guessed. */
export const isKeepable = (token: string): boolean =>
  token.length >= SHORTEST_KEPT_TOKEN && token.length <= LONGEST_TOKEN && BEARER.test(`Bearer ${token}`);
