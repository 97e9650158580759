import type { Request, RequestHandler, Response } from 'express';
import { Passport } from 'passport';
import { Strategy } from 'passport-http-bearer';
import { credentialsOf } from './credentials';
import { FailedAttempts, type ThrottleOptions } from './failed-attempts';
import {
  challengeOf,
  checkedRealm,
  checkedScope,
  type Refusal,
  type RefusalReason,
  REFUSALS,
} from './refusal';
import { refusalCounter } from './refusal-counter';
import type { AnyRegistry } from '../http/registry';

/** Whom a token stands for. */
export interface Principal {
  readonly scopes: readonly string[];
}

export interface BearerAuthenticationOptions<P extends Principal> {
  /**
   * Looks a token up: whom it stands for, or undefined. It is given a string of at most 512 characters of RFC 6750's
   * token alphabet, and nothing else. If it throws or rejects, the request is answered with 503.
   */
  readonly verify: (token: string) => P | undefined | Promise<P | undefined>;
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
  /** Told of an error thrown by `verify`, to be logged. */
  readonly onError?: (error: unknown, request: Request) => void;
}

export interface BearerAuthentication<P extends Principal> {
  /** Lets requests through whose token has at least one of the scopes; without scopes, any valid token. */
  require(...anyOf: readonly string[]): RequestHandler;
  /** Whom a request that was let through acts for. */
  principalOf(request: Request): P | undefined;
}

/**
 * Bearer tokens by RFC 6750, from the Authorization header only: passport-http-bearer would also take them from query
 * and body, even as arrays and objects, so it is shown a request that has a header and nothing else.
 * Throws OBS_REALM_INVALID, OBS_SCOPE_INVALID or OBS_LIMIT_INVALID for a wrong option.
 */
export function bearerAuthentication<P extends Principal>(
  options: BearerAuthenticationOptions<P>,
): BearerAuthentication<P> {
  const realm = checkedRealm(options.realm ?? 'api', 'bearerAuthentication');
  const body = options.body ?? (({ description }: Refusal) => ({ detail: description }));
  const count = options.registry && refusalCounter(options.registry, realm);
  const lookUp = tokenLookUp(options.verify, realm);
  const failed = options.throttle && new FailedAttempts(options.throttle);
  const principals = new WeakMap<Request, P>();

  return {
    principalOf: (request) => principals.get(request),
    require(...anyOf) {
      const scopes = anyOf.map((scope) => checkedScope(scope, 'bearerAuthentication'));
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

  /** A log that fails, at once or later, changes no answer. */
  function tell(error: unknown, request: Request): void {
    Promise.resolve()
      .then(() => options.onError?.(error, request))
      .catch(() => undefined);
  }

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

type Answer<P> = (error: unknown, principal: P | undefined) => void;

/** Runs one header through passport's strategy. `answer` is called once, whatever `verify` does. */
function tokenLookUp<P extends Principal>(verify: BearerAuthenticationOptions<P>['verify'], realm: string) {
  const passport = new Passport();
  const strategy = new Strategy<P>({ realm }, (token, done) => {
    void (async () => verify(token))().then(
      (principal) => done(null, principal ?? false),
      (error: unknown) => done(asError(error)),
    );
  });
  passport.use(strategy);

  return (authorization: string, response: Response, answer: Answer<P>): void => {
    const settle = (error: unknown, principal: P | false | undefined) =>
      answer(error ?? undefined, principal === false ? undefined : principal);
    const authenticate = passport.authenticate('bearer', { session: false }, settle) as (
      request: object,
      response: Response,
      next: (error: unknown) => void,
    ) => void;
    authenticate({ headers: { authorization } }, response, (error) => answer(error, undefined));
  };
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));
