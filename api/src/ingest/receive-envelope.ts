import { categoryOf } from './accounting/categories';
import { readClientReport } from './accounting/client-report';
import { committed, counted, dropped, type ItemEnd } from './accounting/reasons';
import type { ReceivedItem, ReceivedItems } from './accounting/received-items';
import { authenticate, envelopeRefusals, refuseAtSight } from './auth/authenticate';
import { withEnvelopeDsn } from './auth/envelope-dsn';
import type { ProjectKey } from './auth/project-keys';
import { parseBoundedJson } from './body/bounded-json';
import type { RequestBody } from './body/request-body';
import { newEventId, readUuid } from './envelope/event-id';
import {
  type EnvelopeItem,
  type EnvelopeStart,
  parseEnvelopeStart,
  parseItems,
} from './envelope/parse-envelope';
import { projectOwner } from '../bounds';
import { ingestErrors } from './errors';
import { isObject } from './event/read';
import type { IngestRequest } from './ingest-request';
import type { Ingestion } from './ingestion';
import { openBody } from './open-body';
import { takeEvent } from './take-event';

type Received = EnvelopeItem & { readonly received: ReceivedItem };

/** What an envelope is answered with: the event's id, or nothing for an envelope without an event. */
export interface EnvelopeAnswer {
  readonly id?: string;
}

/** Items of one envelope. SDKs send a few; every item costs time, however short it is. */
const maxItems = 1000;

function countReport(ingestion: Ingestion, payload: Buffer): ItemEnd {
  const discards = readClientReport(payload);
  if (discards === undefined) return dropped('malformed');
  for (const { category, reason, quantity } of discards) {
    ingestion.metrics.countSdkDiscard(category, reason, quantity);
  }
  return counted;
}

/** Ends every item that is not the event to store. */
function endOtherItems(ingestion: Ingestion, items: readonly Received[], event: Received | undefined): void {
  for (const item of items) {
    if (item === event) continue;
    if (item.malformed !== undefined) item.received.end(dropped('malformed'));
    else if (item.type === 'client_report') item.received.end(countReport(ingestion, item.payload));
    else item.received.end(dropped(item.type === 'event' ? 'multiple_events' : 'unsupported'));
  }
}

/** Stores the envelope's event. One that is no event is dropped and the envelope accepted all the same, as in GlitchTip. */
async function storeItem(
  ingestion: Ingestion,
  request: IngestRequest,
  key: ProjectKey,
  item: Received,
  headerEventId: string | undefined,
): Promise<EnvelopeAnswer> {
  const refused = headerEventId === undefined ? {} : { id: headerEventId };
  if (item.payload.length > ingestion.limits.maxEventBytes) {
    item.received.end(dropped('too_large'));
    return refused;
  }
  return ingestion.bounds.storeInTurn(projectOwner(key.projectId), item.payload.length, async () => {
    const parsed = parseBoundedJson(item.payload);
    if (!parsed.ok || !isObject(parsed.value)) {
      item.received.end(dropped('invalid_event'));
      return refused;
    }
    const payload = parsed.value;
    const eventId = headerEventId ?? readUuid(payload.event_id) ?? newEventId();
    const { remoteAddress } = request;
    const result = await takeEvent(ingestion, { payload, eventId, key, remoteAddress });
    item.received.end(result.kind === 'stored' ? committed : dropped('duplicate'));
    return { id: eventId };
  });
}

function startOf(bytes: Buffer): EnvelopeStart {
  const start = parseEnvelopeStart(bytes);
  if (start === undefined) throw ingestErrors.invalidEnvelopeHeader();
  return start;
}

/**
 * The key of an envelope: by the request's own credentials, before any of the body is read; without these by the `dsn`
 * in its first line.
 */
async function keyOf(ingestion: Ingestion, request: IngestRequest, body: RequestBody): Promise<ProjectKey> {
  const { projectId, credentials } = request;
  const who =
    credentials.kind === 'missing'
      ? withEnvelopeDsn(credentials, startOf(await body.firstLine()).header.dsn, projectId)
      : credentials;
  return authenticate(who, projectId, ingestion.keys, envelopeRefusals);
}

/** Receives what a known key sends. */
async function receiveBytes(
  ingestion: Ingestion,
  request: IngestRequest,
  items: ReceivedItems,
  key: ProjectKey,
  bytes: Buffer,
): Promise<EnvelopeAnswer> {
  const start = startOf(bytes);
  // The dsn of the header must agree with the credentials, also where these were enough.
  const who = withEnvelopeDsn(request.credentials, start.header.dsn, request.projectId);
  refuseAtSight(who, request.projectId, ingestion.keys, envelopeRefusals);
  const found = parseItems(bytes, start.itemsAt, maxItems);
  if (found === undefined) throw ingestErrors.tooManyItems(maxItems);
  const received = found.map((item) => ({ ...item, received: items.receive(categoryOf(item.type)) }));
  ingestion.admission.refuseClosed(key);

  const event = received.find(({ type, malformed }) => type === 'event' && malformed === undefined);
  endOtherItems(ingestion, received, event);
  return event === undefined ? {} : storeItem(ingestion, request, key, event, start.eventId);
}

/**
 * Receives an envelope: who sends it, what is in it, and for each item how it ends. The event is stored, a client
 * report counted, everything else dropped as unsupported.
 *
 * @throws IngestError when the envelope as a whole is refused.
 */
export async function receiveEnvelope(
  ingestion: Ingestion,
  request: IngestRequest,
  items: ReceivedItems,
): Promise<EnvelopeAnswer> {
  refuseAtSight(request.credentials, request.projectId, ingestion.keys, envelopeRefusals);
  const body = openBody(ingestion, request);
  try {
    // First of all: reading and decoding is work that only a project's own clients may ask for.
    const key = await keyOf(ingestion, request, body);
    body.belongsTo(key.projectId);
    return await receiveBytes(ingestion, request, items, key, await body.whole());
  } finally {
    body.release();
  }
}
