import { committed, dropped } from './accounting/reasons';
import type { ReceivedItems } from './accounting/received-items';
import { authenticate, refuseAtSight, storeRefusals } from './auth/authenticate';
import type { ProjectKey } from './auth/project-keys';
import { parseBoundedJson } from './body/bounded-json';
import { projectOwner } from '../bounds';
import { newEventId, readUuid } from './envelope/event-id';
import { ingestErrors } from './errors';
import { isObject, type JsonObject } from './event/read';
import type { IngestRequest } from './ingest-request';
import type { Ingestion } from './ingestion';
import { openBody } from './open-body';
import { takeEvent } from './take-event';

/** The store endpoint's success body. */
export interface StoreAnswer {
  readonly event_id: string;
  readonly task_id: null;
}

function parseOrRefuse(body: Buffer, maxEventBytes: number): JsonObject {
  if (body.length > maxEventBytes) throw ingestErrors.bodyTooLarge(maxEventBytes, 'event');
  const parsed = parseBoundedJson(body);
  if (!parsed.ok) throw ingestErrors.invalidEvent(parsed.why);
  if (!isObject(parsed.value)) throw ingestErrors.invalidEvent('not an object');
  return parsed.value;
}

async function storeBytes(
  ingestion: Ingestion,
  request: IngestRequest,
  items: ReceivedItems,
  key: ProjectKey,
  bytes: Buffer,
): Promise<StoreAnswer> {
  const payload = parseOrRefuse(bytes, ingestion.limits.maxEventBytes);
  const eventId = readUuid(payload.event_id) ?? newEventId();
  const isTransaction = payload.type === 'transaction';
  const item = items.receive(isTransaction ? 'transaction' : 'error');

  ingestion.admission.refuseClosed(key);
  if (isTransaction) {
    item.end(dropped('unsupported'));
  } else {
    const result = await takeEvent(ingestion, {
      payload,
      eventId,
      key,
      remoteAddress: request.remoteAddress,
    });
    if (result.kind === 'duplicate') throw ingestErrors.duplicateEventId();
    item.end(committed);
  }
  return { event_id: eventId, task_id: null };
}

/**
 * Receives one event at the older `store` endpoint: a JSON body, also as base64 of zlib.
 *
 * @throws IngestError when it is refused; a duplicate is 422 here.
 */
export async function receiveStore(
  ingestion: Ingestion,
  request: IngestRequest,
  items: ReceivedItems,
): Promise<StoreAnswer> {
  const { projectId, credentials } = request;
  refuseAtSight(credentials, projectId, ingestion.keys, storeRefusals);
  const body = openBody(ingestion, request);
  try {
    const key = await authenticate(credentials, projectId, ingestion.keys, storeRefusals);
    body.belongsTo(key.projectId);
    const bytes = await body.wholeLegacy();
    return await ingestion.bounds.storeInTurn(projectOwner(key.projectId), bytes.length, () =>
      storeBytes(ingestion, request, items, key, bytes),
    );
  } finally {
    body.release();
  }
}
