import { httpErrors } from '../http/http-error';
import type { Database } from '../store/open-database';
import type { EventRow } from '../store/schema';
import type { Neighbours } from './event-shape';

const eventIdForm = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Where an event is looked for. */
export type Within = { issueId: string } | { projectId: number };

const eventsWithin = (db: Database, within: Within) => {
  const query = db.selectFrom('events').selectAll('events');
  return 'issueId' in within
    ? query.where('issue_id', '=', within.issueId)
    : query.where('project_id', '=', within.projectId);
};

/** Every event of an issue or project, for a list. */
export const listEvents = eventsWithin;

/** @throws HttpError 404. */
export async function findEvent(db: Database, within: Within, eventId: string): Promise<EventRow> {
  if (!eventIdForm.test(eventId)) throw httpErrors.notFound();
  return eventsWithin(db, within)
    .where('event_id', '=', eventId.replaceAll('-', '').toLowerCase())
    .executeTakeFirstOrThrow(() => httpErrors.notFound());
}

/** The event of an issue that arrived last. @throws HttpError 404. */
export const findLatestEvent = (db: Database, issueId: string): Promise<EventRow> =>
  eventsWithin(db, { issueId })
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow(() => httpErrors.notFound());

/** The events that arrived just before and just after one, in its issue. */
export async function neighboursOf(db: Database, row: EventRow): Promise<Neighbours> {
  const beside = (comparison: '<' | '>', order: 'asc' | 'desc') =>
    db
      .selectFrom('events')
      .select('event_id')
      .where('issue_id', '=', row.issue_id)
      .where('sequence', comparison, row.sequence)
      .orderBy('sequence', order)
      .limit(1)
      .executeTakeFirst();
  const [previous, next] = await Promise.all([beside('<', 'desc'), beside('>', 'asc')]);
  return { previous: previous?.event_id ?? null, next: next?.event_id ?? null };
}
