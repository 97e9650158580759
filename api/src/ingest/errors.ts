import type { RequestReason } from './accounting/reasons';

/** What an ingest request is refused with: a status, a body's `detail`, and the reason its items are counted under. */
export class IngestError extends Error {
  constructor(
    /** Stable name, for logs and tests. */
    readonly code: string,
    readonly status: number,
    /** The body's `detail`, as the Sentry SDKs' users see it in their debug output. */
    readonly detail: string,
    readonly reason: RequestReason,
    readonly headers: Readonly<Record<string, string>> = {},
    cause?: unknown,
  ) {
    super(detail, cause === undefined ? undefined : { cause });
    this.name = 'IngestError';
  }
}

const mebibytes = (bytes: number) => `${Math.round((bytes / 1024 ** 2) * 100) / 100} MiB`;

/**
 * Every answer of ingestion other than success. Statuses and the quoted details are GlitchTip's
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
      `Invalid event: ${why}. The body is one JSON object, see docs/ingest.md`,
      'invalid_event',
    ),
  corruptBody: (encoding: string, cause: unknown) =>
    new IngestError(
      'corrupt_body',
      400,
      `The body is not valid ${encoding}; check Content-Encoding, or send it uncompressed`,
      'malformed',
      {},
      cause,
    ),
  bodyTooLarge: (limit: number, what: 'sent' | 'decompressed') =>
    new IngestError(
      'body_too_large',
      413,
      `The ${what} body is larger than ${mebibytes(limit)}; send less, or raise the API's limit`,
      'too_large',
    ),
  unknownEncoding: (encoding: string, known: readonly string[]) =>
    new IngestError(
      'unknown_encoding',
      415,
      `Content-Encoding ${JSON.stringify(encoding.slice(0, 40))} is not supported; use one of ${known.join(', ')}`,
      'unsupported_encoding',
      { 'Accept-Encoding': known.join(', ') },
    ),
  bodyAborted: (cause?: unknown) =>
    new IngestError('body_aborted', 400, 'The request ended before its body', 'aborted', {}, cause),
  bodyAlreadyRead: () =>
    new IngestError(
      'body_already_read',
      500,
      'The body was read before ingestion; mount the ingest routes ahead of every body parser',
      'internal',
    ),
  denied: () => new IngestError('denied', 403, 'Denied', 'unauthorized'),
  invalidDsn: () => new IngestError('invalid_dsn', 403, 'Invalid DSN', 'unauthorized'),
  rateLimited: (seconds: number, scope: 'key' | 'project') =>
    new IngestError('rate_limited', 429, 'Too Many Requests', 'rate_limited', {
      'Retry-After': String(seconds),
      'X-Sentry-Rate-Limits': `${seconds}:error:${scope}`,
    }),
  notAccepting: (seconds: number) =>
    new IngestError('not_accepting', 429, 'Too Many Requests', 'not_accepting', {
      'Retry-After': String(seconds),
      'X-Sentry-Rate-Limits': `${seconds}::organization`,
    }),
  overloaded: (seconds: number) =>
    new IngestError('overloaded', 503, 'Too many events are waiting to be stored', 'overloaded', {
      'Retry-After': String(seconds),
    }),
  storeUnavailable: (seconds: number, cause: unknown) =>
    new IngestError(
      'store_unavailable',
      503,
      'The event store is unavailable',
      'store_unavailable',
      { 'Retry-After': String(seconds) },
      cause,
    ),
  duplicateEventId: () => new IngestError('duplicate_event_id', 422, 'Duplicate event id', 'duplicate'),
} as const;
