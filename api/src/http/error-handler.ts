import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Overloaded } from '../bounds';
import { isDataError } from '../store/data-error';
import { isDatabaseUnavailable } from '../store/database-unavailable';
import { HttpError, httpErrors } from './http-error';

/** Errors of Express and its body parsers carry the status they stand for. */
function clientErrorOf(error: unknown): HttpError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { status, expose } = error as Error & { status?: unknown; expose?: unknown };
  const isClientError = typeof status === 'number' && status >= 400 && status < 500;
  if (!isClientError) return undefined;
  return new HttpError(status, expose === true ? error.message : 'Bad request');
}

/** What a client is told of any error. What was not meant for it is a plain 500. */
export function answerTo(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof Overloaded || isDatabaseUnavailable(error)) return httpErrors.unavailable();
  if (isDataError(error)) return httpErrors.badRequest('A value in the request is not valid');
  // Express could not decode the path, so nothing has it.
  if (error instanceof URIError) return httpErrors.badRequest('The path is not valid percent-encoding');
  return clientErrorOf(error) ?? new HttpError(500, 'Internal server error');
}

/**
 * Answers every error as `{"detail": …}`; the request's log entry carries the cause of a 5xx. An answer that has
 * begun is cut, so that nobody takes it for a whole one. What fails because the client hung up is no failure.
 */
export const errorHandler: ErrorRequestHandler = (error, request, response, _next) => {
  const answer = answerTo(error);
  const hungUp = request.socket.destroyed;
  if (answer.status >= 500 && !hungUp) {
    response.err = error instanceof Error ? error : new Error(String(error));
  }
  if (hungUp || response.headersSent) {
    response.destroy();
    return;
  }
  response.status(answer.status).set(answer.headers).json({ detail: answer.detail });
};

/** Answers what no route took. */
export const notFound: RequestHandler = () => {
  throw httpErrors.notFound();
};
