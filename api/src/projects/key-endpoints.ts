import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { mayDelete, mayRead, mayWrite } from '../auth/scopes';
import { baseUrl } from '../http/base-url';
import { bodyOf, jsonBody } from '../http/body';
import type { Endpoint } from '../http/endpoint';
import { pageQuery, paginate } from '../http/pagination';
import { parameter } from '../http/parameters';
import type { RestDependencies } from '../rest-dependencies';
import { keyShape } from './key-shape';
import { changeKey, createKey, findKey } from './key-store';
import { findProject } from './project-store';

const largest = 2_147_483_647;
const input = z.object({
  name: z.string().trim().max(64).nullable().optional(),
  isActive: z.boolean().optional(),
  rateLimit: z
    .object({ count: z.number().int().min(0).max(largest), window: z.number().int().min(1).max(largest) })
    .nullable()
    .optional(),
});

/** A project's keys, each with its DSN: list, create, read, change, delete. */
export function keyEndpoints({ db, config, projectKeys, bounds }: RestDependencies): Endpoint[] {
  const body = jsonBody(config.MAX_BODY_BYTES, bounds.memory);
  const base = (request: Request) => baseUrl(request, config.PUBLIC_URL);
  const projectOf = async (request: Request) =>
    (await findProject(db, parameter(request, 'organization'), parameter(request, 'project'))).project;
  const keyOf = async (request: Request) =>
    findKey(db, (await projectOf(request)).id, parameter(request, 'key'));

  const list: RequestHandler = async (request, response) => {
    const { id } = await projectOf(request);
    const rows = await paginate(
      { db, request, response, base: base(request) },
      db.selectFrom('project_keys').selectAll('project_keys').where('project_id', '=', id),
      {
        column: 'project_keys.date_created',
        type: 'timestamptz',
        id: 'project_keys.id',
        idType: 'uuid',
        descending: false,
      },
    );
    response.json(rows.map((row) => keyShape(base(request), row)));
  };

  const create: RequestHandler = async (request, response) => {
    const row = await createKey(db, (await projectOf(request)).id, bodyOf(request, input));
    response.status(201).json(keyShape(base(request), row));
  };

  const read: RequestHandler = async (request, response) => {
    response.json(keyShape(base(request), await keyOf(request)));
  };

  const update: RequestHandler = async (request, response) => {
    const change = bodyOf(request, input);
    const row = await changeKey(db, await keyOf(request), change);
    projectKeys.clear();
    response.json(keyShape(base(request), row));
  };

  const remove: RequestHandler = async (request, response) => {
    const { id } = await keyOf(request);
    await db.deleteFrom('project_keys').where('id', '=', id).execute();
    projectKeys.clear();
    response.status(204).end();
  };

  return [
    {
      path: '/api/0/projects/:organization/:project/keys/',
      operations: {
        get: { scopes: mayRead('project'), query: pageQuery, handlers: [list] },
        post: { scopes: mayWrite('project'), input, handlers: [body, create] },
      },
    },
    {
      path: '/api/0/projects/:organization/:project/keys/:key/',
      operations: {
        get: { scopes: mayRead('project'), handlers: [read] },
        put: { scopes: mayWrite('project'), input, handlers: [body, update] },
        delete: { scopes: mayDelete('project'), handlers: [remove] },
      },
    },
  ];
}
