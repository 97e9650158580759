import type { ProjectKey } from './auth/project-keys';
import type { Ingestion } from './ingestion';
import { ingestErrors } from './errors';
import { normaliseEvent } from './event/normalise-event';
import type { JsonObject } from './event/read';
import { userHashOf } from './event/user';
import { groupingHash } from './grouping/grouping-hash';
import { isProjectGone } from './store/database-errors';
import { eventRow } from './store/event-row';
import { storeEvent, type StoreResult } from './store/store-event';
import { isDatabaseUnavailable } from '../store/database-unavailable';

/** An event whose sender is known. */
export interface IncomingEvent {
  readonly payload: JsonObject;
  /** 32 hexadecimal digits. */
  readonly eventId: string;
  readonly key: ProjectKey;
  readonly remoteAddress: string | undefined;
}

/**
 * Takes one event: admitted, normalised, grouped, stored. When this resolves, the event is committed, or was there
 * before.
 *
 * @throws IngestError 429 over the limit, 503 while the database is away.
 */
export async function takeEvent(ingestion: Ingestion, incoming: IncomingEvent): Promise<StoreResult> {
  const { payload, eventId, key, remoteAddress } = incoming;
  ingestion.admission.admitEvent(key);
  const received = ingestion.now();
  const { scrubAddresses } = key;
  const event = normaliseEvent(payload, { received, remoteAddress, scrubAddresses });
  try {
    const result = await storeEvent(ingestion.db, {
      row: eventRow(key.projectId, eventId, received, event),
      groupingHash: groupingHash(event.grouping),
      userHash: userHashOf(event.user),
    });
    if (result.kind === 'stored') for (const change of result.changes) ingestion.committed(change);
    return result;
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw ingestErrors.storeUnavailable(error);
    if (!isProjectGone(error)) throw error;
    ingestion.keys.clear();
    throw ingestErrors.denied();
  }
}
