import { sql } from 'kysely';
import { httpErrors } from '../http/http-error';
import type { Database } from '../store/open-database';
import type { IssueStatus } from '../store/schema';
import { shownColumns, type ShownIssue, userCount } from './issue-shape';

/**
 * One issue, within an organization if its slug is given.
 *
 * @throws HttpError 404.
 */
export async function findIssue(db: Database, id: string, organizationSlug?: string): Promise<ShownIssue> {
  let query = db
    .selectFrom('issues')
    .innerJoin('projects', 'projects.id', 'issues.project_id')
    .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
    .where('issues.id', '=', id)
    .selectAll('issues')
    .select([...shownColumns, userCount]);
  if (organizationSlug !== undefined) query = query.where('organizations.slug', '=', organizationSlug);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw httpErrors.notFound();
  return row;
}

/** Binds all ids as one parameter: a statement takes 65 535 at most. */
const isOneOf = (ids: readonly string[]) => sql<boolean>`issues.id = any(${ids}::bigint[])`;

/** Gives issues a status. */
export async function setStatus(db: Database, ids: readonly string[], status: IssueStatus): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('issues').set({ status }).where(isOneOf(ids)).execute();
}

/** Deletes issues, and their events with them. */
export async function deleteIssues(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('issues').where(isOneOf(ids)).execute();
}
