import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RowChange } from '../../store/row-changes';
import type { Schema } from '../../store/schema';
import { isConflict, isDuplicateEvent } from './database-errors';
import { eventColumnTypes, type EventRow } from './event-row';

/** An event on its way into the store. */
export interface EventToStore {
  readonly row: EventRow;
  readonly groupingHash: string;
  /** Digest of the user who met it; undefined for nobody in particular. */
  readonly userHash: string | undefined;
}

export type StoreResult =
  | { readonly kind: 'stored'; readonly issueId: string; readonly changes: readonly RowChange[] }
  | { readonly kind: 'duplicate' };

/** Counts the event on its issue, which a new event reopens; no row when there is no such issue yet. */
const touchIssue = ({ row, groupingHash }: EventToStore) => sql`
  update issues set
    event_count = event_count + 1,
    first_seen = least(first_seen, ${row.occurred_at}::timestamptz),
    last_seen = greatest(last_seen, ${row.occurred_at}::timestamptz),
    status = case status when 'resolved' then 'unresolved' else status end
  where project_id = ${row.project_id} and grouping_hash = ${groupingHash}
  returning id, false as is_new`;

/** Makes the issue; whoever comes second in a race counts on the one that won, whose row has been locked: `xmax`. */
const createIssue = ({ row, groupingHash }: EventToStore) => sql`
  insert into issues
    (project_id, grouping_hash, type, level, title, culprit, logger, metadata, first_seen, last_seen)
  values
    (${row.project_id}, ${groupingHash}, ${row.type}, ${row.level}, ${row.title}, ${row.culprit}, ${row.logger},
     ${row.metadata}::jsonb, ${row.occurred_at}, ${row.occurred_at})
  on conflict (project_id, grouping_hash) do update set
    event_count = issues.event_count + 1,
    first_seen = least(issues.first_seen, excluded.first_seen),
    last_seen = greatest(issues.last_seen, excluded.last_seen)
  returning id, xmax = 0 as is_new`;

const columns = Object.keys(eventColumnTypes) as (keyof EventRow)[];
const columnNames = sql.join(columns.map((column) => sql.ref(column)));
const columnValues = (row: EventRow) =>
  sql.join(columns.map((column) => sql`${row[column]}::${sql.raw(eventColumnTypes[column])}`));

/** The event's issue, and what else the statement changed. */
interface StoredRow {
  issue_id: string;
  is_new_issue: boolean;
  new_users: number;
  first_events: number;
}

const changesOf = (row: StoredRow): RowChange[] => [
  { table: 'events', operation: 'insert', rows: 1 },
  { table: 'issues', operation: row.is_new_issue ? 'insert' : 'update', rows: 1 },
  { table: 'issue_users', operation: 'insert', rows: row.new_users },
  { table: 'projects', operation: 'update', rows: row.first_events },
];

/** One statement, hence one transaction: the issue, its user and the event come to be together or not at all. */
const storeWith = (
  issue: RawBuilder<unknown>,
  { row, userHash }: EventToStore,
  isNewIssue: boolean,
) => sql<StoredRow>`
  with issue as (${issue}),
  met_by as (
    insert into issue_users (issue_id, user_hash)
    select id, ${userHash ?? null}::text from issue where ${userHash ?? null}::text is not null
    on conflict do nothing
    returning 1
  ),
  first_of_project as (
    update projects set first_event = ${row.received_at}::timestamptz
    where ${isNewIssue}::boolean and id = ${row.project_id} and first_event is null
    returning 1
  )
  insert into events (issue_id, ${columnNames})
  select id, ${columnValues(row)} from issue
  returning
    issue_id,
    (select is_new from issue) as is_new_issue,
    (select count(*)::integer from met_by) as new_users,
    (select count(*)::integer from first_of_project) as first_events`;

async function storeOnce(db: Kysely<Schema>, event: EventToStore): Promise<StoredRow> {
  const onKnownIssue = await storeWith(touchIssue(event), event, false).execute(db);
  const rows = onKnownIssue.rows.length > 0 ? onKnownIssue.rows : null;
  const [stored] = rows ?? (await storeWith(createIssue(event), event, true).execute(db)).rows;
  if (stored === undefined) throw new Error('The statement that stores an event returned no row');
  return stored;
}

const attempts = 5;
const longestPause = 50;

/**
 * Stores an event and counts it on its issue, in one transaction. When this resolves, it is committed.
 * Deadlocks and serialization conflicts are tried again; an event of the same project and id is a duplicate and
 * leaves everything as it was.
 */
export async function storeEvent(db: Kysely<Schema>, event: EventToStore): Promise<StoreResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const row = await storeOnce(db, event);
      return { kind: 'stored', issueId: row.issue_id, changes: changesOf(row) };
    } catch (error) {
      if (isDuplicateEvent(error)) return { kind: 'duplicate' };
      if (!isConflict(error) || attempt === attempts) throw error;
      await sleep(Math.random() * longestPause);
    }
  }
}
