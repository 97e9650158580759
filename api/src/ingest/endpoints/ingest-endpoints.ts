import type { RequestHandler } from 'express';
import type { Endpoint } from '../../http/endpoint';
import { isDatabaseUnavailable } from '../../store/database-unavailable';
import type { Category } from '../accounting/categories';
import { ReceivedItems } from '../accounting/received-items';
import type { IngestDependencies } from '../dependencies';
import { IngestError, ingestErrors } from '../errors';
import { ingestRequest, type IngestRequest } from '../ingest-request';
import { createIngestion, type Ingestion } from '../ingestion';
import { receiveEnvelope } from '../receive-envelope';
import { receiveStore } from '../receive-store';
import { allowAnyOrigin, answerPreflight } from './cors';

type Receive = (ingestion: Ingestion, request: IngestRequest, items: ReceivedItems) => Promise<object>;

function asIngestError(error: unknown): unknown {
  return isDatabaseUnavailable(error) ? ingestErrors.storeUnavailable(error) : error;
}

/** Runs a use case, and sees to it that every item of the request ends: what has no end yet, ends with the request. */
function handle(ingestion: Ingestion, receive: Receive, fallback: Category): RequestHandler {
  return async (request, response) => {
    const items = new ReceivedItems(ingestion.metrics, fallback);
    try {
      const received = ingestRequest(request, ingestion.limits.maxEnvelopeBytes);
      response.json(await receive(ingestion, received, items));
    } catch (thrown) {
      const error = asIngestError(thrown);
      const reason = error instanceof IngestError ? error.reason : 'internal';
      items.dropRest(reason);
      ingestion.logger.debug({ reason, projectId: request.params.projectId }, 'ingest request refused');
      throw error;
    }
  };
}

/**
 * The endpoints that SDKs send to. They take no token: a DSN's public key in the request is what counts. They read
 * the body themselves, so nothing that reads bodies may run before them.
 */
export function createIngestEndpoints(dependencies: IngestDependencies): readonly Endpoint[] {
  const ingestion = createIngestion(dependencies);
  const endpoint = (path: string, receive: Receive, fallback: Category): Endpoint => ({
    path,
    operations: {
      post: { handlers: [allowAnyOrigin, handle(ingestion, receive, fallback)] },
      options: { handlers: [allowAnyOrigin, answerPreflight] },
    },
  });
  return [
    endpoint('/api/:projectId/envelope/', receiveEnvelope, 'unknown'),
    endpoint('/api/:projectId/store/', receiveStore, 'error'),
  ];
}
