import { sql } from 'kysely';
import type { Database } from '../store/open-database';

/** Deletes at most `limit` events that were received before `cutoff`. Returns how many. */
export async function deleteOldEvents(db: Database, cutoff: Date, limit: number): Promise<number> {
  const isOld = sql<boolean>`(project_id, event_id) in (
    select project_id, event_id from events
    where received_at < ${cutoff} order by received_at limit ${limit} for update skip locked)`;
  const { numDeletedRows } = await db.deleteFrom('events').where(isOld).executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Deletes at most `limit` issues that have no event left. Issues are locked first and looked at again
 * afterwards, so that one which is just receiving an event stays.
 */
export function deleteEmptyIssues(db: Database, limit: number): Promise<number> {
  const isEmpty = sql<boolean>`not exists (select from events where events.issue_id = issues.id)`;
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      select id from issues where ${isEmpty} order by id limit ${limit} for update skip locked`.execute(
      transaction,
    );
    if (rows.length === 0) return 0;
    const { numDeletedRows } = await transaction
      .deleteFrom('issues')
      .where('id', '=', sql<string>`any(${rows.map(({ id }) => id)}::bigint[])`)
      .where(isEmpty)
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}
