import type { RequestHandler } from 'express';
import { z } from 'zod';
import { mayDelete, mayRead, mayWrite } from '../auth/scopes';
import { baseUrl } from '../http/base-url';
import { bodyOf, jsonBody } from '../http/body';
import type { Endpoint } from '../http/endpoint';
import { pageQuery, paginate } from '../http/pagination';
import { parameter } from '../http/parameters';
import { nameField, slugField } from '../http/slug';
import { listProjects } from '../projects/project-store';
import { projectShape } from '../projects/project-shape';
import type { RestDependencies } from '../rest-dependencies';
import type { OrganizationRow } from '../store/schema';
import { listTeams } from '../teams/team-store';
import { teamShape } from '../teams/team-shape';
import { organizationDetailShape, organizationShape } from './organization-shape';
import { changeOrganization, createOrganization, findOrganization } from './organization-store';

const creation = z.object({ name: nameField, slug: slugField.optional() });
const change = z.object({
  name: nameField.optional(),
  slug: slugField.optional(),
  openMembership: z.boolean().optional(),
  scrubIPAddresses: z.boolean().optional(),
  isAcceptingEvents: z.boolean().optional(),
});

/** Organizations: list, create, read, change, delete. */
export function organizationEndpoints({ db, config, projectKeys, bounds }: RestDependencies): Endpoint[] {
  const body = jsonBody(config.MAX_BODY_BYTES, bounds.memory);

  const detail = async (row: OrganizationRow) => {
    const [projects, teams] = await Promise.all([listProjects(db, row.id), listTeams(db, row.id)]);
    return organizationDetailShape(row, projects.map(projectShape), teams.map(teamShape));
  };

  const list: RequestHandler = async (request, response) => {
    const base = baseUrl(request, config.PUBLIC_URL);
    const rows = await paginate(
      { db, request, response, base },
      db.selectFrom('organizations').selectAll('organizations'),
      { column: 'organizations.id', type: 'integer', id: 'organizations.id', descending: false },
    );
    response.json(rows.map(organizationShape));
  };

  const create: RequestHandler = async (request, response) => {
    const row = await createOrganization(db, bodyOf(request, creation));
    response.status(201).json(await detail(row));
  };

  const read: RequestHandler = async (request, response) => {
    response.json(await detail(await findOrganization(db, parameter(request, 'organization'))));
  };

  const update: RequestHandler = async (request, response) => {
    const input = bodyOf(request, change);
    const found = await findOrganization(db, parameter(request, 'organization'));
    const row = await changeOrganization(db, found, input);
    projectKeys.clear();
    response.json(await detail(row));
  };

  const remove: RequestHandler = async (request, response) => {
    const { id } = await findOrganization(db, parameter(request, 'organization'));
    await db.deleteFrom('organizations').where('id', '=', id).execute();
    projectKeys.clear();
    response.status(204).end();
  };

  return [
    {
      path: '/api/0/organizations/',
      operations: {
        get: { scopes: mayRead('org'), query: pageQuery, handlers: [list] },
        post: { scopes: mayWrite('org'), input: creation, handlers: [body, create] },
      },
    },
    {
      path: '/api/0/organizations/:organization/',
      operations: {
        get: { scopes: mayRead('org'), handlers: [read] },
        put: { scopes: mayWrite('org'), input: change, handlers: [body, update] },
        delete: { scopes: mayDelete('org'), handlers: [remove] },
      },
    },
  ];
}
