import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { DemoError, messageOf } from '../errors';

const LIMIT = '1mb';
const MEGABYTE = 1024 * 1024;

function assertBodyIsJson(request: Request): void {
  const {
    'transfer-encoding': encoding,
    'content-length': length = '0',
    'content-type': type,
  } = request.headers;
  const isEmpty = encoding === undefined && length === '0';
  if (isEmpty || request.is('application/json')) return;
  throw new DemoError('BODY_NOT_JSON', { received: type === undefined ? 'no content type' : `"${type}"` });
}

/** Reads a JSON body (by default at most 1 MB) and refuses every other kind: forms and plain text are what foreign pages can send. */
export function jsonBody(limit = LIMIT): RequestHandler {
  const parse = express.json({ limit, strict: false });
  return (request, response, next) => {
    assertBodyIsJson(request);
    parse(request, response, next);
  };
}

/**
 * Bounds the bodies that are read at the same time, in megabytes: one that is too much is answered 503, and sent again. A
 * body of no known length counts as `unknown`.
 */
export function boundedSum(most: number, unknown: number): RequestHandler {
  let held = 0;
  return (request, response, next) => {
    const length = request.headers['content-length'];
    const size = length === undefined ? unknown * MEGABYTE : Number(length);
    // A body above the limit of one is refused by its reader, with other words.
    if (held > 0 && held + size > most * MEGABYTE) throw new DemoError('INBOX_BUSY', { most: `${most} MB` });
    held += size;
    response.once('close', () => (held -= size));
    next();
  };
}

interface BodyError {
  readonly type?: string;
  readonly status?: number;
  /** Of a body that is too large: the most that is taken, in bytes. */
  readonly limit?: number;
}

function asDemoError(thrown: unknown): DemoError | undefined {
  if (thrown instanceof DemoError) return thrown;
  const { type, status, limit = MEGABYTE } = (thrown ?? {}) as BodyError;
  if (type === 'entity.too.large')
    return new DemoError('BODY_TOO_LARGE', { limit: `${limit / MEGABYTE} MB` });
  if (status !== undefined && status < 500)
    return new DemoError('BODY_UNREADABLE', { reason: messageOf(thrown) });
  return undefined;
}

/** Answers every error as `{"error": {"code", "message"}}`; what is not ours is reported and answered with 500. */
export const jsonErrors =
  (report: (thrown: unknown) => void): ErrorRequestHandler =>
  (thrown, _request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const known = asDemoError(thrown);
    if (known === undefined) report(thrown);
    response.status(known?.status ?? 500).json({
      error: { code: known?.code ?? 'INTERNAL', message: known?.message ?? 'Unexpected error; see the log.' },
    });
  };
