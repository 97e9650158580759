import type { Request, RequestHandler, Response } from 'express';
import { ObservabilityError } from '../errors';
import type { AnyRegistry } from '../http/registry';
import { callable, type ChecksFor, checkedOptions, lookedAtThere } from '../option-checks';
import { credentialsOf } from './credentials';
import { FailedAttempts, type ThrottleOptions } from './failed-attempts';
import type { Principal } from './principal';
import {
  challengeOf,
  checkedRealm,
  checkedScope,
  type Refusal,
  type RefusalReason,
  REFUSALS,
} from './refusal';
import { refusalCounter } from './refusal-counter';
import { teller } from './tell';
import { type Answer, tokenLookUp, type Verify } from './token-look-up';
import { warnOnce } from '../warn-once';

export interface BearerAuthenticationOptions<P extends Principal> {
  /**
   * Looks a token up: whom it stands for, or undefined. It is given a string of at most 512 characters of RFC 6750's
   * token alphabet, and nothing else. If it throws or rejects, or gives anything without an array of scopes, the request
   * is answered with 503.
   */
  readonly verify: Verify<P>;
  /** The realm in challenges and in the failure counter; default `api`. */
  readonly realm?: string;
  /** Where failures are counted, as `http_authentication_failures_total{realm,reason}`. */
  readonly registry?: AnyRegistry;
  /** The JSON body of a refusal; default `{"detail": <sentence>}`, as GlitchTip answers. */
  readonly body?: (refusal: Refusal) => unknown;
  /**
   * Answers 429 to addresses from which too many requests came without a valid token; default not. A valid token is
   * let in all the same: strangers behind the same address cannot lock its holder out. Behind a proxy, Express's
   * `trust proxy` decides what the address is.
   */
  readonly throttle?: ThrottleOptions;
  /**
   * Told of an error thrown by `verify`, or of OBS_PRINCIPAL_INVALID where its answer is of no use. To be logged; default:
   * each message once, as a warning of the process.
   */
  readonly onError?: (error: unknown, request: Request) => void;
}

export interface BearerAuthentication<P extends Principal> {
  /** Lets requests through whose token has at least one of the scopes; without scopes, any valid token. */
  require(...anyOf: readonly string[]): RequestHandler;
  /** Whom a request that was let through acts for. */
  principalOf(request: Request): P | undefined;
}

const CHECKS: ChecksFor<BearerAuthenticationOptions<Principal>> = {
  verify: lookedAtThere,
  realm: lookedAtThere,
  registry: lookedAtThere,
  body: callable,
  throttle: lookedAtThere,
  onError: callable,
};

/**
 * Bearer tokens by RFC 6750, from the Authorization header only: passport-http-bearer would also take them from query
 * and body, even as arrays and objects, so it is shown a request that has a header and nothing else.
 * Throws an ObservabilityError for a wrong option.
 */
export const bearerAuthentication = <P extends Principal>(
  options: BearerAuthenticationOptions<P>,
): BearerAuthentication<P> => bearerAuthenticationOf(options, 'bearerAuthentication');

/** The same for a function that makes use of it: errors name `place`, the one that was called. */
export function bearerAuthenticationOf<P extends Principal>(
  options: BearerAuthenticationOptions<P>,
  place: string,
): BearerAuthentication<P> {
  const { verify, registry, throttle, onError = warnOnce(place) } = checkedOptions(options, place, CHECKS);
  if (typeof verify !== 'function') throw new ObservabilityError('OBS_VERIFY_INVALID', verify, place);
  const tell = teller(onError);
  const realm = checkedRealm(options.realm ?? 'api', place);
  const body = options.body ?? (({ description }: Refusal) => ({ detail: description }));
  const failed = throttle === undefined ? undefined : new FailedAttempts(throttle, place);
  const count = registry && refusalCounter(registry, realm, place);
  const lookUp = tokenLookUp(verify, realm, place);
  const principals = new WeakMap<Request, P>();

  return {
    principalOf: (request) => principals.get(request),
    require(...anyOf) {
      const scopes = anyOf.map((scope) => checkedScope(scope, place));
      return function authenticate(request, response, next) {
        const credentials = credentialsOf(request);
        if (credentials.kind !== 'bearer') {
          refuseStranger(request, response, credentials.kind === 'too_long' ? 'unknown' : credentials.kind);
          return;
        }
        const decide: Answer<P> = (error, principal) => {
          if (error !== undefined) {
            tell(error, request);
            refuse(response, 'unavailable');
          } else if (principal === undefined) {
            refuseStranger(request, response, 'unknown');
          } else if (scopes.length > 0 && !scopes.some((scope) => principal.scopes.includes(scope))) {
            refuse(response, 'scope', scopes);
          } else {
            principals.set(request, principal);
            next();
          }
        };
        lookUp(credentials.authorization, response, (error, principal) => {
          // Thrown from here it would be nobody's: the look-up's promise is not the caller's.
          try {
            decide(error, principal);
          } catch (thrown) {
            next(thrown);
          }
        });
      };
    },
  };

  /** Refuses a request without a valid token. */
  function refuseStranger(request: Request, response: Response, reason: RefusalReason): void {
    const wait = failed?.add(request.ip ?? '');
    if (wait === undefined) return refuse(response, reason);
    response.set('Retry-After', String(wait));
    refuse(response, 'throttled');
  }

  function refuse(response: Response, reason: RefusalReason, scopes: readonly string[] = []): void {
    count?.(reason);
    const refusal = REFUSALS[reason];
    const sent = body(refusal);
    const challenge = challengeOf(refusal, realm, scopes);
    if (challenge !== undefined) response.set('WWW-Authenticate', challenge);
    if (refusal.status === 503) response.set('Retry-After', '5');
    response.status(refusal.status).set('Cache-Control', 'no-store').json(sent);
  }
}
