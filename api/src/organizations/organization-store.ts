import { httpErrors } from '../http/http-error';
import { freeSlug, slugify } from '../http/slug';
import type { Database } from '../store/open-database';
import type { OrganizationRow } from '../store/schema';
import { changesOf } from '../store/changes';
import { isUniqueViolation } from '../store/unique-violation';

/** @throws HttpError 404. */
export async function findOrganization(db: Database, slug: string): Promise<OrganizationRow> {
  const row = await db.selectFrom('organizations').selectAll().where('slug', '=', slug).executeTakeFirst();
  if (row === undefined) throw httpErrors.notFound();
  return row;
}

const taken = (slug: string) => httpErrors.conflict(`An organization with the slug "${slug}" exists already`);

/** Makes an organization; a slug of the client's own that is taken is an error, a derived one is numbered. */
export async function createOrganization(
  db: Database,
  input: { name: string; slug?: string | undefined },
): Promise<OrganizationRow> {
  const wanted = input.slug ?? slugify(input.name);
  const similar = await db
    .selectFrom('organizations')
    .select('slug')
    .where('slug', 'like', `${wanted.replaceAll('_', '\\_')}%`)
    .execute();
  const slug = input.slug ?? freeSlug(wanted, new Set(similar.map((row) => row.slug)));
  try {
    return await db
      .insertInto('organizations')
      .values({ name: input.name, slug })
      .returningAll()
      .executeTakeFirstOrThrow();
  } catch (error) {
    throw isUniqueViolation(error) ? taken(slug) : error;
  }
}

export interface OrganizationChange {
  name?: string | undefined;
  slug?: string | undefined;
  openMembership?: boolean | undefined;
  scrubIPAddresses?: boolean | undefined;
  isAcceptingEvents?: boolean | undefined;
}

/** @throws HttpError 409 when the new slug is taken. */
export async function changeOrganization(
  db: Database,
  row: OrganizationRow,
  change: OrganizationChange,
): Promise<OrganizationRow> {
  const changes = changesOf({
    name: change.name,
    slug: change.slug,
    open_membership: change.openMembership,
    scrub_ip_addresses: change.scrubIPAddresses,
    is_accepting_events: change.isAcceptingEvents,
  });
  if (changes === undefined) return row;
  try {
    return await db
      .updateTable('organizations')
      .set(changes)
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow(() => httpErrors.notFound());
  } catch (error) {
    throw isUniqueViolation(error) ? taken(change.slug ?? '') : error;
  }
}
