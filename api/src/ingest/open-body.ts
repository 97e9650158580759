import { RequestBody } from './body/request-body';
import type { IngestRequest } from './ingest-request';
import type { Ingestion } from './ingestion';

/** Opens a request's body: for its project when its key was good before, else as an anonymous one. @throws Overloaded */
export function openBody({ bounds, keys, limits }: Ingestion, request: IngestRequest): RequestBody {
  const { credentials, incoming, projectId } = request;
  const isKnown = credentials.kind === 'key' && keys.wasGood(projectId, credentials.publicKey);
  return new RequestBody(incoming, bounds, isKnown ? Number(projectId) : undefined, limits.maxEnvelopeBytes);
}
