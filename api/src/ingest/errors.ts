import type { Overloaded } from '../bounds';
import { HttpError, type FieldProblem } from '../http/http-error';
import type { RequestReason } from './accounting/reasons';

interface Particulars {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  /** The body's `detail` where it is not the message. */
  readonly detail?: readonly FieldProblem[];
}

/** What an ingest request is refused with. The message says what was wrong and the way out. */
export class IngestError extends HttpError {
  constructor(
    /** Stable name, for logs and tests. */
    readonly code: string,
    status: number,
    message: string,
    /** What the request's items are counted under. */
    readonly reason: RequestReason,
    { headers = {}, cause, detail = undefined }: Particulars = {},
  ) {
    super(status, detail ?? message, { 'X-Sentry-Error': message, ...headers });
    this.name = 'IngestError';
    this.cause = cause;
  }
}

const mebibytes = (bytes: number) => `${Math.round((bytes / 1024 ** 2) * 100) / 100} MiB`;

/** Seconds an SDK is asked to wait while the store is away, or too many others are here. It drops what it would have sent: better not too long. */
const storeRetrySeconds = 5;

/**
 * Every answer of ingestion other than success. Statuses and the short details are GlitchTip's
 * (`apps/event_ingest/views.py`); docs/ingest.md lists them.
 */
export const ingestErrors = {
  emptyBody: () => new IngestError('empty_body', 400, 'Empty request body', 'malformed'),
  invalidEnvelopeHeader: () =>
    new IngestError('invalid_envelope_header', 400, 'Invalid envelope header', 'malformed'),
  invalidEvent: (why: string) =>
    new IngestError(
      'invalid_event',
      400,
      `Invalid event: ${why}. The body is one JSON object`,
      'invalid_event',
    ),
  invalidReport: (why: string) =>
    new IngestError('invalid_report', 400, `Invalid report: ${why}`, 'malformed'),
  corruptBody: (encoding: string, cause: unknown) =>
    new IngestError(
      'corrupt_body',
      400,
      `The body is not valid ${encoding}; check Content-Encoding, or send it uncompressed`,
      'malformed',
      { cause },
    ),
  bodyTooLarge: (limit: number, what: 'sent' | 'decompressed' | 'event') =>
    new IngestError(
      'body_too_large',
      413,
      `The body (${what}) is larger than ${mebibytes(limit)}; send less, or raise the limit of the API`,
      'too_large',
    ),
  windowTooLarge: (bits: number) =>
    new IngestError(
      'window_too_large',
      413,
      `The compressed body asks for a window above ${mebibytes(2 ** bits)}; compress it with a smaller one`,
      'too_large',
    ),
  tooManyItems: (limit: number) =>
    new IngestError(
      'too_many_items',
      413,
      `The envelope has more than ${limit} items; send them in several envelopes`,
      'too_large',
    ),
  tooManyReports: (limit: number) =>
    new IngestError(
      'too_many_reports',
      413,
      `The request has more than ${limit} reports; send them in several requests`,
      'too_large',
    ),
  unknownEncoding: (encoding: string, known: readonly string[]) =>
    new IngestError(
      'unknown_encoding',
      415,
      `Content-Encoding is not supported; use one of ${known.join(', ')}`,
      'unsupported_encoding',
      { headers: { 'Accept-Encoding': known.join(', ') }, cause: encoding.slice(0, 40) },
    ),
  bodyAborted: (cause?: unknown) =>
    new IngestError('body_aborted', 400, 'The request ended before its body', 'aborted', { cause }),
  bodyAlreadyRead: () =>
    new IngestError(
      'body_already_read',
      500,
      'The body was read before ingestion; mount the ingest routes ahead of every body parser',
      'internal',
    ),
  noSuchProject: () => new IngestError('no_such_project', 404, 'Not Found', 'unauthorized'),
  denied: () => new IngestError('denied', 403, 'Denied', 'unauthorized'),
  invalidDsn: () => new IngestError('invalid_dsn', 403, 'Invalid DSN', 'unauthorized'),
  unauthorized: () =>
    new IngestError('unauthorized', 401, 'Unauthorized', 'unauthorized', {
      headers: { 'WWW-Authenticate': 'Sentry realm="ingest"' },
    }),
  unprocessableKey: () =>
    new IngestError('unprocessable_key', 422, 'Invalid DSN', 'unauthorized', {
      detail: [
        {
          type: 'uuid_parsing',
          loc: ['query', 'sentry_key'],
          msg: 'The public key of a DSN has 32 hexadecimal digits',
        },
      ],
    }),
  rateLimited: (seconds: number, scope: 'key' | 'project') =>
    new IngestError('rate_limited', 429, 'Too Many Requests', 'rate_limited', {
      headers: { 'Retry-After': String(seconds), 'X-Sentry-Rate-Limits': `${seconds}:error:${scope}` },
    }),
  notAccepting: (seconds: number) =>
    new IngestError('not_accepting', 429, 'Too Many Requests', 'not_accepting', {
      headers: { 'Retry-After': String(seconds), 'X-Sentry-Rate-Limits': `${seconds}::organization` },
    }),
  storeUnavailable: (cause: unknown) =>
    new IngestError('store_unavailable', 503, 'The event store is unavailable', 'store_unavailable', {
      headers: { 'Retry-After': String(storeRetrySeconds) },
      cause,
    }),
  overloaded: (cause: Overloaded) =>
    new IngestError('overloaded', 503, 'Too many requests at once; retry later', 'overloaded', {
      headers: { 'Retry-After': String(storeRetrySeconds) },
      cause,
    }),
  duplicateEventId: () => new IngestError('duplicate_event_id', 422, 'Duplicate event id', 'duplicate'),
} as const;
