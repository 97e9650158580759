import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type RequestHandler, Router } from 'express';
import { bearerAuthentication, type Principal } from './bearer-authentication';
import type { ThrottleOptions } from './failed-attempts';
import { expose } from './exposition';
import { CONTENT_TYPES, negotiateFormat } from './negotiation';
import { clientOf } from '../http/client';
import { Loan } from '../http/families/loan';
import type { AnyRegistry } from '../http/registry';

export interface MetricsEndpointOptions {
  readonly registry: AnyRegistry;
  /** Looks a bearer token up: its scopes, or undefined. If it throws or rejects, the scrape is answered with 503. */
  readonly verify: (token: string) => Principal | undefined | Promise<Principal | undefined>;
  /** The scope a token needs; default `metrics:read`. */
  readonly scope?: string;
  /** The realm of its challenges; default `metrics`. */
  readonly realm?: string;
  /**
   * When an address that keeps failing is answered 429; a valid token is let in all the same. Default after 30 requests
   * without one in 60 seconds; false for never.
   */
  readonly throttle?: ThrottleOptions | false;
  /** Told of errors: a look-up that failed, a metric that could not be collected. To be logged. */
  readonly onError?: (error: unknown) => void;
}

/** Fast, and already 25 times smaller on an exposition. */
const GZIP_LEVEL = 1;

/**
 * The protected metrics endpoint, a router to mount at `/api/0/observability`: answers `/` and `/django/` (GlitchTip's
 * older path), with and without trailing slash, in text 0.0.4 or OpenMetrics 1.0 as the scraper prefers.
 */
export function metricsEndpoint(options: MetricsEndpointOptions): RequestHandler {
  const { registry, verify, scope = 'metrics:read', realm = 'metrics', onError = () => undefined } = options;
  const { throttle = {} } = options;
  const authentication = bearerAuthentication({
    verify,
    realm,
    registry,
    onError,
    ...(throttle && { throttle }),
  });
  const { Counter, registers } = clientOf(registry);
  const failures = new Counter({
    name: 'metrics_collection_failures_total',
    help: 'Metrics that were left out of a scrape because collecting them failed.',
    registers,
  });

  const answerScrape: RequestHandler = async (request, response) => {
    const format = negotiateFormat(request.headers.accept);
    const loan = new Loan();
    const onFailure = (_metric: string, error: unknown) => {
      failures.inc();
      onError(error);
    };
    const pieces = expose(registry, format, onFailure, loan);
    response.set({
      'Content-Type': CONTENT_TYPES[format],
      'Cache-Control': 'no-store',
      Vary: 'Accept, Accept-Encoding',
    });
    if (request.acceptsEncodings('gzip')) {
      response.set('Content-Encoding', 'gzip');
      await pipeline(pieces, createGzip({ level: GZIP_LEVEL }), response);
    } else {
      await pipeline(pieces, response);
    }
    // Only now has the socket let go of the pieces.
    loan.end();
  };

  const router = Router();
  for (const path of ['/', '/django/']) {
    router
      .route(path)
      .all(authentication.require(scope))
      .get(
        (request, response, next) => void Promise.resolve(answerScrape(request, response, next)).catch(next),
      )
      .all(
        (_request, response) => void response.status(405).set('Allow', 'GET, HEAD').json(METHOD_NOT_ALLOWED),
      );
  }
  return router;
}

const METHOD_NOT_ALLOWED = { detail: 'Method not allowed' };
