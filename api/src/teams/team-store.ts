import { httpErrors } from '../http/http-error';
import type { Database } from '../store/open-database';
import type { ProjectRow, TeamRow } from '../store/schema';
import { isUniqueViolation } from '../store/unique-violation';

export interface TeamWithProjects {
  team: TeamRow;
  projects: ProjectRow[];
}

/** Adds each team's projects. */
export async function withProjects(db: Database, teams: readonly TeamRow[]): Promise<TeamWithProjects[]> {
  if (teams.length === 0) return [];
  const rows = await db
    .selectFrom('project_teams')
    .innerJoin('projects', 'projects.id', 'project_teams.project_id')
    .where(
      'project_teams.team_id',
      'in',
      teams.map(({ id }) => id),
    )
    .selectAll('projects')
    .select('project_teams.team_id')
    .orderBy('projects.id')
    .execute();
  return teams.map((team) => ({ team, projects: rows.filter((row) => row.team_id === team.id) }));
}

/** Every team of an organization. */
export async function listTeams(db: Database, organizationId: number): Promise<TeamWithProjects[]> {
  const teams = await db
    .selectFrom('teams')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute();
  return withProjects(db, teams);
}

/** @throws HttpError 404. */
export async function findTeam(db: Database, organizationId: number, slug: string): Promise<TeamRow> {
  const row = await db
    .selectFrom('teams')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (row === undefined) throw httpErrors.notFound();
  return row;
}

const taken = (slug: string) => httpErrors.conflict(`A team with the slug "${slug}" exists already`);

/** @throws HttpError 409 when the slug is taken. */
export async function createTeam(db: Database, organizationId: number, slug: string): Promise<TeamRow> {
  try {
    return await db
      .insertInto('teams')
      .values({ organization_id: organizationId, slug })
      .returningAll()
      .executeTakeFirstOrThrow();
  } catch (error) {
    throw isUniqueViolation(error) ? taken(slug) : error;
  }
}

/** @throws HttpError 409 when the new slug is taken. */
export async function renameTeam(db: Database, id: number, slug: string): Promise<TeamRow> {
  try {
    return await db
      .updateTable('teams')
      .set({ slug })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(() => httpErrors.notFound());
  } catch (error) {
    throw isUniqueViolation(error) ? taken(slug) : error;
  }
}
