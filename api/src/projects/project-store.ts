import { httpErrors } from '../http/http-error';
import { freeSlug, slugify } from '../http/slug';
import { findOrganization } from '../organizations/organization-store';
import { changesOf } from '../store/changes';
import type { Database } from '../store/open-database';
import type { OrganizationRow, ProjectRow, TeamRow } from '../store/schema';
import { isUniqueViolation } from '../store/unique-violation';
import { createKey } from './key-store';

/** Every project of an organization. */
export const listProjects = (db: Database, organizationId: number): Promise<ProjectRow[]> =>
  db.selectFrom('projects').selectAll().where('organization_id', '=', organizationId).orderBy('id').execute();

export interface FoundProject {
  organization: OrganizationRow;
  project: ProjectRow;
}

/** @throws HttpError 404. */
export async function findProject(
  db: Database,
  organizationSlug: string,
  slug: string,
): Promise<FoundProject> {
  const organization = await findOrganization(db, organizationSlug);
  const project = await db
    .selectFrom('projects')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (project === undefined) throw httpErrors.notFound();
  return { organization, project };
}

/** The teams that work on a project. */
export const teamsOf = (db: Database, projectId: number): Promise<TeamRow[]> =>
  db
    .selectFrom('teams')
    .innerJoin('project_teams', 'project_teams.team_id', 'teams.id')
    .where('project_teams.project_id', '=', projectId)
    .selectAll('teams')
    .orderBy('teams.id')
    .execute();

const taken = (slug: string) => httpErrors.conflict(`A project with the slug "${slug}" exists already`);

export interface NewProject {
  name: string;
  slug?: string | undefined;
  platform?: string | null | undefined;
}

/**
 * Makes a project under a team, with its first key.
 *
 * @throws HttpError 409 when a slug of the client's own is taken; a derived one is numbered.
 */
export async function createProject(db: Database, team: TeamRow, input: NewProject): Promise<ProjectRow> {
  const others = await listProjects(db, team.organization_id);
  const slug = input.slug ?? freeSlug(slugify(input.name), new Set(others.map((other) => other.slug)));
  try {
    return await db.transaction().execute(async (transaction) => {
      const project = await transaction
        .insertInto('projects')
        .values({
          organization_id: team.organization_id,
          slug,
          name: input.name,
          platform: input.platform ?? null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto('project_teams')
        .values({ project_id: project.id, team_id: team.id })
        .execute();
      await createKey(transaction, project.id, {});
      return project;
    });
  } catch (error) {
    throw isUniqueViolation(error) ? taken(slug) : error;
  }
}

export interface ProjectChange {
  name?: string | undefined;
  slug?: string | undefined;
  platform?: string | null | undefined;
  scrubIPAddresses?: boolean | undefined;
  eventThrottleRate?: number | undefined;
}

/** @throws HttpError 409 when the new slug is taken. */
export async function changeProject(
  db: Database,
  row: ProjectRow,
  change: ProjectChange,
): Promise<ProjectRow> {
  const changes = changesOf({
    name: change.name,
    slug: change.slug,
    platform: change.platform,
    scrub_ip_addresses: change.scrubIPAddresses,
    event_throttle_rate: change.eventThrottleRate,
  });
  if (changes === undefined) return row;
  try {
    return await db
      .updateTable('projects')
      .set(changes)
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow(() => httpErrors.notFound());
  } catch (error) {
    throw isUniqueViolation(error) ? taken(change.slug ?? '') : error;
  }
}
