import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { mayDelete, mayRead, mayWrite } from '../auth/scopes';
import { baseUrl } from '../http/base-url';
import { bodyOf, jsonBody } from '../http/body';
import type { Endpoint } from '../http/endpoint';
import { pageQuery, paginate } from '../http/pagination';
import { parameter } from '../http/parameters';
import { slugField } from '../http/slug';
import { findOrganization } from '../organizations/organization-store';
import type { RestDependencies } from '../rest-dependencies';
import type { TeamRow } from '../store/schema';
import { teamShape } from './team-shape';
import { createTeam, findTeam, renameTeam, withProjects } from './team-store';

const input = z.object({ slug: slugField });

/** Teams, which projects are made under: list, create, read, rename, delete. */
export function teamEndpoints({ db, config, bounds }: RestDependencies): Endpoint[] {
  const body = jsonBody(config.MAX_BODY_BYTES, bounds.memory);
  const shapes = async (teams: readonly TeamRow[]) => (await withProjects(db, teams)).map(teamShape);
  const organizationOf = (request: Request) => findOrganization(db, parameter(request, 'organization'));
  const teamOf = async (request: Request) =>
    findTeam(db, (await organizationOf(request)).id, parameter(request, 'team'));

  const list: RequestHandler = async (request, response) => {
    const { id } = await organizationOf(request);
    const rows = await paginate(
      { db, request, response, base: baseUrl(request, config.PUBLIC_URL) },
      db.selectFrom('teams').selectAll('teams').where('organization_id', '=', id),
      { column: 'teams.id', type: 'integer', id: 'teams.id', descending: false },
    );
    response.json(await shapes(rows));
  };

  const create: RequestHandler = async (request, response) => {
    const { slug } = bodyOf(request, input);
    const team = await createTeam(db, (await organizationOf(request)).id, slug);
    response.status(201).json(teamShape({ team, projects: [] }));
  };

  const read: RequestHandler = async (request, response) => {
    response.json((await shapes([await teamOf(request)]))[0]);
  };

  const update: RequestHandler = async (request, response) => {
    const { slug } = bodyOf(request, input);
    const team = await renameTeam(db, (await teamOf(request)).id, slug);
    response.json((await shapes([team]))[0]);
  };

  const remove: RequestHandler = async (request, response) => {
    const { id } = await teamOf(request);
    await db.deleteFrom('teams').where('id', '=', id).execute();
    response.status(204).end();
  };

  return [
    {
      path: '/api/0/organizations/:organization/teams/',
      operations: {
        get: { scopes: mayRead('team'), query: pageQuery, handlers: [list] },
        post: { scopes: mayWrite('team'), input, handlers: [body, create] },
      },
    },
    {
      path: '/api/0/teams/:organization/:team/',
      operations: {
        get: { scopes: mayRead('team'), handlers: [read] },
        put: { scopes: mayWrite('team'), input, handlers: [body, update] },
        delete: { scopes: mayDelete('team'), handlers: [remove] },
      },
    },
  ];
}
