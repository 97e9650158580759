import { type Request, type RequestHandler, type Response, Router } from 'express';
import { laterClient } from '../http/client';
import { Loan } from '../http/families/loan';
import type { AnyRegistry } from '../http/registry';
import { callable, type ChecksFor, flag, checkedOptions, lookedAtThere } from '../option-checks';
import { bearerAuthenticationOf } from './bearer-authentication';
import { expose } from './exposition';
import type { ThrottleOptions } from './failed-attempts';
import { CONTENT_TYPES, negotiateFormat } from './negotiation';
import type { Principal } from './principal';
import { sendPieces } from './send-pieces';
import { sharedCounter } from './shared-counter';
import { teller } from './tell';
import type { Verify } from './token-look-up';
import { warnOnce } from '../warn-once';
import { withoutToken } from './without-token';

interface CommonOptions {
  readonly registry: AnyRegistry;
  /**
   * Told of errors: a look-up that failed, a metric that could not be collected. To be logged; default: each message
   * once, as a warning of the process.
   */
  readonly onError?: (error: unknown) => void;
}

/** An endpoint that asks for a token. */
export interface ProtectedEndpointOptions extends CommonOptions {
  /**
   * Looks a bearer token up: its scopes, or undefined. If it throws or rejects, or gives anything without an array of
   * scopes, the scrape is answered with 503.
   */
  readonly verify: Verify<Principal>;
  /** The scope a token needs; default `metrics:read`. */
  readonly scope?: string;
  /** The realm of its challenges; default `metrics`. */
  readonly realm?: string;
  /**
   * When an address that keeps failing is answered 429; a valid token is let in all the same. Default after 30 requests
   * without one in 60 seconds; false for never.
   */
  readonly throttle?: ThrottleOptions | false;
  readonly withoutToken?: false;
}

/** An endpoint that asks for nothing. */
export interface OpenEndpointOptions extends CommonOptions {
  /**
   * Answers everybody: for a service in a closed network. In production, a server that listens beyond loopback is warned
   * of. Refused together with `verify`, `scope`, `realm` and `throttle`.
   */
  readonly withoutToken: true;
}

export type MetricsEndpointOptions = ProtectedEndpointOptions | OpenEndpointOptions;
type AllOptions = Omit<ProtectedEndpointOptions, 'withoutToken'> & { readonly withoutToken?: boolean };

const PLACE = 'metricsEndpoint';
const CHECKS: ChecksFor<AllOptions> = {
  registry: lookedAtThere,
  verify: lookedAtThere,
  scope: lookedAtThere,
  realm: lookedAtThere,
  throttle: lookedAtThere,
  withoutToken: flag,
  onError: callable,
};

const FAILURES = {
  name: 'metrics_collection_failures_total',
  help: 'Metrics that were left out of a scrape, and scrapes that failed, because collecting failed.',
};

/**
 * The protected metrics endpoint, a router to mount at `/api/0/observability`: answers `/` and `/django/` (GlitchTip's
 * older path), with and without trailing slash, in text 0.0.4 or OpenMetrics 1.0 as the scraper prefers.
 * Throws an ObservabilityError for a wrong option.
 */
export function metricsEndpoint(options: MetricsEndpointOptions): RequestHandler {
  const given = checkedOptions<AllOptions>(options as AllOptions, PLACE, CHECKS);
  const { registry, onError = warnOnce(PLACE) } = given;
  const tell = teller(onError);
  const failures = sharedCounter(registry, FAILURES, PLACE);
  const guard = given.withoutToken === true ? withoutToken(given, PLACE) : guardOf(given, onError);

  const fail = (error: unknown) => {
    failures.inc();
    tell(error);
  };

  const answerScrape = async (request: Request, response: Response): Promise<void> => {
    const format = negotiateFormat(request.headers.accept);
    const loan = new Loan();
    const onFailure = (_metric: string, error: unknown) => fail(error);
    const later = laterClient();
    if (later !== undefined) fail(later);
    response.set('Content-Type', CONTENT_TYPES[format]).vary('Accept, Accept-Encoding');
    try {
      await sendPieces(expose(registry, format, onFailure, loan), request, response);
    } finally {
      loan.end();
    }
  };

  const router = Router();
  for (const path of ['/', '/django/']) {
    router
      .route(path)
      .all(forbidStoring, guard)
      .get((request, response, next) => {
        void answerScrape(request, response).catch((error: unknown) => {
          fail(error);
          next(error);
        });
      })
      .all(refuseMethod);
  }
  return router;
}

function guardOf(options: AllOptions, onError: (error: unknown) => void): RequestHandler {
  const { verify, registry, scope = 'metrics:read', realm = 'metrics', throttle = {} } = options;
  const limits = throttle === false ? {} : { throttle };
  return bearerAuthenticationOf({ verify, realm, registry, onError, ...limits }, PLACE).require(scope);
}

const forbidStoring: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

const refuseMethod: RequestHandler = (_request, response) =>
  void response.status(405).set('Allow', 'GET, HEAD').json(METHOD_NOT_ALLOWED);

const METHOD_NOT_ALLOWED = { detail: 'Method not allowed' };
