import type { RequestHandler } from 'express';

/**
 * Browsers send events from any origin, without credentials, as `text/plain` and so mostly without a preflight
 * (develop docs, "Envelopes"; sentry-js `browser/src/transports/fetch.ts`). The exposed headers let a page obey
 * rate limits.
 */
const answerHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers':
    'x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type, authentication, ' +
    'authorization, content-encoding, transfer-encoding, baggage, sentry-trace',
  'Access-Control-Max-Age': '3600',
};

/** Opens an answer to pages of any origin. */
export const allowAnyOrigin: RequestHandler = (_request, response, next) => {
  response.set(answerHeaders);
  next();
};

/** Answers a preflight. */
export const answerPreflight: RequestHandler = (_request, response) => {
  response.set(preflightHeaders).status(204).end();
};
