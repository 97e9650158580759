import type { RequestHandler } from 'express';
import { Overloaded } from '../../bounds';
import type { Endpoint } from '../../http/endpoint';
import { isDatabaseUnavailable } from '../../store/database-unavailable';
import type { Category } from '../accounting/categories';
import { ReceivedItems } from '../accounting/received-items';
import type { IngestDependencies } from '../dependencies';
import { IngestError, ingestErrors } from '../errors';
import { ingestRequest, type IngestRequest } from '../ingest-request';
import { createIngestion, type Ingestion } from '../ingestion';
import { receiveEnvelope } from '../receive-envelope';
import { receiveSecurity } from '../receive-security';
import { receiveStore } from '../receive-store';
import { allowAnyOrigin, answerPreflight } from './cors';

/** One endpoint: the use case, the category of a request that is refused before its items are known, the status. */
interface IngestEndpoint {
  readonly path: string;
  readonly receive: Receive;
  readonly fallback: Category;
  readonly success: number;
}

type Receive = (ingestion: Ingestion, request: IngestRequest, items: ReceivedItems) => Promise<object>;

function asIngestError(error: unknown): unknown {
  if (error instanceof Overloaded) return ingestErrors.overloaded(error);
  return isDatabaseUnavailable(error) ? ingestErrors.storeUnavailable(error) : error;
}

/** Runs a use case, and sees to it that every item of the request ends: what has no end yet, ends with the request. */
function handle(
  ingestion: Ingestion,
  { receive, fallback, success }: Pick<IngestEndpoint, 'receive' | 'fallback' | 'success'>,
): RequestHandler {
  return async (request, response) => {
    const items = new ReceivedItems(ingestion.metrics, fallback);
    try {
      response.status(success).json(await receive(ingestion, ingestRequest(request), items));
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
  const endpoint = ({ path, ...endpoint }: IngestEndpoint): Endpoint => ({
    path,
    operations: {
      post: { success: endpoint.success, handlers: [allowAnyOrigin, handle(ingestion, endpoint)] },
      options: { handlers: [allowAnyOrigin, answerPreflight] },
    },
  });
  return [
    endpoint({
      path: '/api/:projectId/envelope/',
      receive: receiveEnvelope,
      fallback: 'unknown',
      success: 200,
    }),
    endpoint({ path: '/api/:projectId/store/', receive: receiveStore, fallback: 'error', success: 200 }),
    endpoint({
      path: '/api/:projectId/security/',
      receive: receiveSecurity,
      fallback: 'security',
      success: 201,
    }),
  ];
}
