import type { Insertable } from 'kysely';
import type { EventTable } from '../../store/schema';
import type { NormalisedEvent } from '../event/normalise-event';

/** An event's row but for the issue it belongs to. */
export type EventRow = Omit<Insertable<EventTable>, 'issue_id'>;

/** The type of each column: a parameter in a SELECT has none of its own. */
export const eventColumnTypes = {
  project_id: 'integer',
  event_id: 'text',
  type: 'text',
  level: 'text',
  title: 'text',
  message: 'text',
  culprit: 'text',
  platform: 'text',
  logger: 'text',
  transaction_name: 'text',
  release: 'text',
  environment: 'text',
  dist: 'text',
  occurred_at: 'timestamptz',
  received_at: 'timestamptz',
  metadata: 'jsonb',
  tags: 'jsonb',
  entries: 'jsonb',
  contexts: 'jsonb',
  extra: 'jsonb',
  user_data: 'jsonb',
  sdk: 'jsonb',
  packages: 'jsonb',
  errors: 'jsonb',
} as const satisfies Record<keyof EventRow, 'integer' | 'text' | 'timestamptz' | 'jsonb'>;

const jsonOrNull = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** Lays a normalised event out as a row. */
export function eventRow(
  projectId: number,
  eventId: string,
  received: Date,
  event: NormalisedEvent,
): EventRow {
  return {
    project_id: projectId,
    event_id: eventId,
    type: event.type,
    level: event.level,
    title: event.title,
    message: event.message,
    culprit: event.culprit,
    platform: event.platform,
    logger: event.logger,
    transaction_name: event.transactionName,
    release: event.release,
    environment: event.environment,
    dist: event.dist,
    occurred_at: event.occurredAt,
    received_at: received,
    metadata: JSON.stringify(event.metadata),
    tags: JSON.stringify(event.tags),
    entries: JSON.stringify(event.entries),
    contexts: JSON.stringify(event.contexts),
    extra: JSON.stringify(event.extra),
    user_data: jsonOrNull(event.user),
    sdk: jsonOrNull(event.sdk),
    packages: JSON.stringify(event.packages),
    errors: JSON.stringify(event.errors),
  };
}
