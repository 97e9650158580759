import { ObservabilityError } from '../errors';

/** Why a request was not let in; also the values of the failure counter's `reason` label. */
export const REFUSAL_REASONS = [
  'missing',
  'malformed',
  'query_token',
  'unknown',
  'scope',
  'throttled',
  'unavailable',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** How a refusal is answered: status, RFC 6750 error code (none where no credential came), and a sentence. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly status: 400 | 401 | 403 | 429 | 503;
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  readonly description: string;
}

export const REFUSALS: Readonly<Record<RefusalReason, Refusal>> = {
  missing: {
    reason: 'missing',
    status: 401,
    description: 'Send a token in the header "Authorization: Bearer <token>"',
  },
  malformed: {
    reason: 'malformed',
    status: 400,
    error: 'invalid_request',
    description: 'The Authorization header is not "Bearer", one blank and one token',
  },
  query_token: {
    reason: 'query_token',
    status: 400,
    error: 'invalid_request',
    description: 'Tokens are taken from the Authorization header only, not from the address',
  },
  unknown: {
    reason: 'unknown',
    status: 401,
    error: 'invalid_token',
    description: 'The token is unknown, expired or revoked',
  },
  scope: {
    reason: 'scope',
    status: 403,
    error: 'insufficient_scope',
    description: 'The token lacks the scope that is needed here',
  },
  throttled: {
    reason: 'throttled',
    status: 429,
    description: 'Too many requests from this address came without a valid token',
  },
  unavailable: {
    reason: 'unavailable',
    status: 503,
    description: 'Tokens cannot be looked up at the moment',
  },
};

/** The WWW-Authenticate header of a refusal (RFC 6750 section 3), or undefined where none belongs. */
export function challengeOf(refusal: Refusal, realm: string, scopes: readonly string[]): string | undefined {
  if (refusal.status === 429 || refusal.status === 503) return undefined;
  const parts = [`realm="${realm}"`];
  if (refusal.error !== undefined) {
    parts.push(`error="${refusal.error}"`, `error_description="${refusal.description.replaceAll('"', "'")}"`);
  }
  if (refusal.error === 'insufficient_scope') parts.push(`scope="${scopes.join(' ')}"`);
  return `Bearer ${parts.join(', ')}`;
}

/** RFC 6750 section 3: printable ASCII, and nothing that would need escaping. */
export function checkedRealm(realm: string, place: string): string {
  if (typeof realm === 'string' && /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(realm)) return realm;
  throw new ObservabilityError('OBS_REALM_INVALID', realm, place);
}

/** RFC 6749 section 3.3. */
export function checkedScope(scope: string, place: string): string {
  if (typeof scope === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)) return scope;
  throw new ObservabilityError('OBS_SCOPE_INVALID', scope, place);
}
