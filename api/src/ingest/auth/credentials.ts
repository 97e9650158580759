import { readUuid } from '../envelope/event-id';

/** What a request says about who sends it. `malformed`: there is a key, but it is not one; `conflict`: two that differ. */
export type Credentials =
  | { readonly kind: 'key'; readonly publicKey: string }
  | { readonly kind: 'missing' | 'malformed' | 'conflict' };

export interface CredentialSources {
  /** The request's target, with its query. */
  readonly url: string;
  readonly xSentryAuth?: string | undefined;
  readonly authorization?: string | undefined;
}

const queryNames = ['sentry_key', 'glitchtip_key'];

/** Values by name straight from the query text: what a query parser makes of `sentry_key[]=…` never gets here. */
function keysInQuery(url: string): string[] {
  const start = url.indexOf('?');
  if (start === -1) return [];
  const query = new URLSearchParams(url.slice(start + 1));
  return queryNames.flatMap((name) => query.getAll(name));
}

/** `Sentry sentry_version=7, sentry_key=…, sentry_client=…`, separated by commas, spaces or both. */
function keysInHeader(value: string | undefined): string[] {
  if (value === undefined || !/^sentry\s/i.test(value)) return [];
  return value
    .split(/[\s,]+/)
    .filter((pair) => pair.startsWith('sentry_key='))
    .map((pair) => pair.slice('sentry_key='.length));
}

/** Makes one credential of all keys found: they must be one and the same. */
export function credentialsFrom(keys: readonly string[]): Credentials {
  if (keys.length === 0) return { kind: 'missing' };
  const read = keys.map(readUuid);
  const [publicKey] = read;
  if (publicKey === undefined || read.includes(undefined)) return { kind: 'malformed' };
  return new Set(read).size > 1 ? { kind: 'conflict' } : { kind: 'key', publicKey };
}

/**
 * Finds the public key of a DSN in a request: query `sentry_key` or `glitchtip_key`, header `X-Sentry-Auth`, header
 * `Authorization: Sentry …`. An `Authorization` of another scheme is somebody else's.
 */
export const credentialsOf = ({ url, xSentryAuth, authorization }: CredentialSources): Credentials =>
  credentialsFrom([...keysInQuery(url), ...keysInHeader(xSentryAuth), ...keysInHeader(authorization)]);
