import { randomBytes } from 'node:crypto';
import { httpErrors } from '../http/http-error';
import { changesOf } from '../store/changes';
import type { Database } from '../store/open-database';
import type { ProjectKeyRow } from '../store/schema';

const publicKeyBytes = 16;

export interface KeyChange {
  name?: string | null | undefined;
  isActive?: boolean | undefined;
  /** Events per window of seconds; null takes the limit away. */
  rateLimit?: { count: number; window: number } | null | undefined;
}

const columns = ({ name, isActive, rateLimit }: KeyChange) => ({
  name,
  is_active: isActive,
  rate_limit_count: rateLimit === undefined ? undefined : (rateLimit?.count ?? null),
  rate_limit_window: rateLimit === undefined ? undefined : (rateLimit?.window ?? null),
});

/** Makes a key, and with it a DSN. */
export const createKey = (db: Database, projectId: number, input: KeyChange): Promise<ProjectKeyRow> =>
  db
    .insertInto('project_keys')
    .values({
      project_id: projectId,
      public_key: randomBytes(publicKeyBytes).toString('hex'),
      name: input.name ?? null,
      is_active: input.isActive ?? true,
      rate_limit_count: input.rateLimit?.count ?? null,
      rate_limit_window: input.rateLimit?.window ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

const uuid = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

/** @throws HttpError 404. */
export async function findKey(db: Database, projectId: number, id: string): Promise<ProjectKeyRow> {
  const row = uuid.test(id)
    ? await db
        .selectFrom('project_keys')
        .selectAll()
        .where('project_id', '=', projectId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw httpErrors.notFound();
  return row;
}

/** Changes what the request names. */
export async function changeKey(db: Database, row: ProjectKeyRow, change: KeyChange): Promise<ProjectKeyRow> {
  const changes = changesOf(columns(change));
  if (changes === undefined) return row;
  return db
    .updateTable('project_keys')
    .set(changes)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow(() => httpErrors.notFound());
}
