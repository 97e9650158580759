import { sql } from 'kysely';
import type { Database } from '../store/open-database';

const rowsOf = ({ numAffectedRows }: { numAffectedRows?: bigint | undefined }): number =>
  Number(numAffectedRows ?? 0n);

/** Deletes at most `limit` events that were received before `cutoff`. Returns how many. */
export async function deleteOldEvents(db: Database, cutoff: Date, limit: number): Promise<number> {
  return rowsOf(
    await sql`
      delete from events where (project_id, event_id) in (
        select project_id, event_id from events
        where received_at < ${cutoff} order by received_at limit ${limit} for update skip locked)`.execute(
      db,
    ),
  );
}

/**
 * Deletes at most `limit` issues that have no event left. Issues are locked first and looked at again
 * afterwards, so that one which is just receiving an event stays.
 */
export function deleteEmptyIssues(db: Database, limit: number): Promise<number> {
  const isEmpty = sql`not exists (select from events where events.issue_id = issues.id)`;
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      select id from issues where ${isEmpty} order by id limit ${limit} for update skip locked`.execute(
      transaction,
    );
    if (rows.length === 0) return 0;
    const ids = sql.join(rows.map(({ id }) => sql`${id}::bigint`));
    return rowsOf(await sql`delete from issues where id in (${ids}) and ${isEmpty}`.execute(transaction));
  });
}
