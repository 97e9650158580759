import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { mayDelete, mayRead, mayWrite } from '../auth/scopes';
import { baseUrl } from '../http/base-url';
import { bodyOf, jsonBody } from '../http/body';
import type { Endpoint } from '../http/endpoint';
import { type ListOrder, pageQuery, paginate } from '../http/pagination';
import { parameter } from '../http/parameters';
import { nameField, slugField } from '../http/slug';
import { organizationShape } from '../organizations/organization-shape';
import { findOrganization } from '../organizations/organization-store';
import type { RestDependencies } from '../rest-dependencies';
import { findTeam } from '../teams/team-store';
import { projectShape, projectWithOrganization, projectWithTeams } from './project-shape';
import { changeProject, createProject, findProject, teamsOf } from './project-store';

const platform = z.string().trim().max(64).nullable();
const creation = z.object({ name: nameField, slug: slugField.optional(), platform: platform.optional() });
const change = z.object({
  name: nameField.optional(),
  slug: slugField.optional(),
  platform: platform.optional(),
  scrubIPAddresses: z.boolean().optional(),
  eventThrottleRate: z.number().int().min(0).max(100).optional(),
});

const byAge: ListOrder = { column: 'projects.id', type: 'integer', id: 'projects.id', descending: false };

/** Projects: list by owner, create under a team, read, change, delete. */
export function projectEndpoints({ db, config, projectKeys, bounds }: RestDependencies): Endpoint[] {
  const body = jsonBody(config.MAX_BODY_BYTES, bounds.memory);
  const organizationOf = (request: Request) => findOrganization(db, parameter(request, 'organization'));
  const teamOf = async (request: Request) =>
    findTeam(db, (await organizationOf(request)).id, parameter(request, 'team'));
  const projectOf = (request: Request) =>
    findProject(db, parameter(request, 'organization'), parameter(request, 'project'));
  const allProjects = () => db.selectFrom('projects').selectAll('projects');

  const listAll: RequestHandler = async (request, response) => {
    const context = { db, request, response, base: baseUrl(request, config.PUBLIC_URL) };
    const rows = await paginate(context, allProjects(), byAge);
    const ids = [...new Set(rows.map((row) => row.organization_id))];
    const owners =
      ids.length === 0
        ? []
        : await db.selectFrom('organizations').selectAll().where('id', 'in', ids).execute();
    const shapes = new Map(owners.map((owner) => [owner.id, organizationShape(owner)]));
    response.json(
      rows.map((row) => ({ ...projectShape(row), organization: shapes.get(row.organization_id) })),
    );
  };

  const listOfOrganization: RequestHandler = async (request, response) => {
    const { id } = await organizationOf(request);
    const context = { db, request, response, base: baseUrl(request, config.PUBLIC_URL) };
    const rows = await paginate(context, allProjects().where('organization_id', '=', id), byAge);
    response.json(
      await Promise.all(rows.map(async (row) => projectWithTeams(row, await teamsOf(db, row.id)))),
    );
  };

  const listOfTeam: RequestHandler = async (request, response) => {
    const { id } = await teamOf(request);
    const context = { db, request, response, base: baseUrl(request, config.PUBLIC_URL) };
    const query = allProjects()
      .innerJoin('project_teams', 'project_teams.project_id', 'projects.id')
      .where('project_teams.team_id', '=', id);
    response.json((await paginate(context, query, byAge)).map(projectShape));
  };

  const create: RequestHandler = async (request, response) => {
    const input = bodyOf(request, creation);
    const project = await createProject(db, await teamOf(request), input);
    response.status(201).json(projectShape(project));
  };

  const read: RequestHandler = async (request, response) => {
    const { organization, project } = await projectOf(request);
    response.json(projectWithOrganization(project, organization));
  };

  const update: RequestHandler = async (request, response) => {
    const input = bodyOf(request, change);
    const { organization, project } = await projectOf(request);
    const changed = await changeProject(db, project, input);
    projectKeys.clear();
    response.json(projectWithOrganization(changed, organization));
  };

  const remove: RequestHandler = async (request, response) => {
    const { project } = await projectOf(request);
    await db.deleteFrom('projects').where('id', '=', project.id).execute();
    projectKeys.clear();
    response.status(204).end();
  };

  return [
    {
      path: '/api/0/projects/',
      operations: { get: { scopes: mayRead('project'), query: pageQuery, handlers: [listAll] } },
    },
    {
      path: '/api/0/organizations/:organization/projects/',
      operations: { get: { scopes: mayRead('project'), query: pageQuery, handlers: [listOfOrganization] } },
    },
    {
      path: '/api/0/teams/:organization/:team/projects/',
      operations: {
        get: { scopes: mayRead('project'), query: pageQuery, handlers: [listOfTeam] },
        post: { scopes: mayWrite('project'), input: creation, handlers: [body, create] },
      },
    },
    {
      path: '/api/0/projects/:organization/:project/',
      operations: {
        get: { scopes: mayRead('project'), handlers: [read] },
        put: { scopes: mayWrite('project'), input: change, handlers: [body, update] },
        delete: { scopes: mayDelete('project'), handlers: [remove] },
      },
    },
  ];
}
