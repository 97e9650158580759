import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { queryText } from '../http/query-parameters';
import { credentialsOf, type Credentials } from './auth/credentials';
import { ingestErrors } from './errors';

/** What the use cases need of an HTTP request. */
export interface IngestRequest {
  /** Digits, as in the path. */
  readonly projectId: string;
  readonly credentials: Credentials;
  readonly userAgent: string | undefined;
  readonly remoteAddress: string | undefined;
  /** The first value of a parameter in the query. */
  query(name: string): string | undefined;
  /** The request, of which the body has not been read. */
  readonly incoming: IncomingMessage;
}

const projectId = /^\d{1,20}$/;

/** @throws IngestError 404 when the path names no project: its id is digits only. */
export function ingestRequest(request: Request): IngestRequest {
  const id = request.params.projectId;
  if (typeof id !== 'string' || !projectId.test(id)) throw ingestErrors.noSuchProject();
  return {
    projectId: id,
    credentials: credentialsOf({
      url: request.originalUrl,
      xSentryAuth: request.get('x-sentry-auth'),
      authorization: request.get('authorization'),
    }),
    userAgent: request.get('user-agent'),
    remoteAddress: request.ip,
    query: (name) => queryText(request, name),
    incoming: request,
  };
}
