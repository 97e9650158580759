import type { IncomingMessage, ServerResponse } from 'node:http';
import { stdSerializers } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Logger } from './logger';
import { withoutQuery } from './redact';
import { newTraceId, traceIdOf } from './trace-context';

/** Requests that come every few seconds, from probes and scrapers. */
const routine = /^\/(_health|_ready|api\/0\/observability)(\/|$|\?)/;

const originalUrl = (request: IncomingMessage & { originalUrl?: string }): string =>
  request.originalUrl ?? request.url ?? '';

const describe = (request: IncomingMessage, response: ServerResponse, value: { responseTime: number }) => ({
  method: request.method,
  path: withoutQuery(originalUrl(request)),
  status: response.statusCode,
  duration_ms: value.responseTime,
});

/** Logs each request when it ends, with its trace id, and without headers, bodies and query strings. */
export function createRequestLogger(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: (request) => traceIdOf(request.headers.traceparent) ?? newTraceId(),
    customAttributeKeys: { reqId: 'trace_id' },
    quietReqLogger: true,
    quietResLogger: true,
    wrapSerializers: false,
    serializers: { req: () => undefined, err: stdSerializers.err },
    customLogLevel: (request, response, error) => {
      // An answer that fails after it began keeps its status; its error tells.
      if ((error ?? response.err) !== undefined || response.statusCode >= 500) return 'error';
      return routine.test(originalUrl(request)) ? 'debug' : 'info';
    },
    customSuccessObject: describe,
    customErrorObject: (request, response, _error, value: { responseTime: number }) => ({
      ...describe(request, response, value),
      ...(response.err !== undefined && { err: response.err }),
    }),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
  });
}
