import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { mayRead, mayWrite } from '../auth/scopes';
import { baseUrl } from '../http/base-url';
import { bodyOf, jsonBody } from '../http/body';
import type { Endpoint } from '../http/endpoint';
import { pageQuery, paginate } from '../http/pagination';
import { numericParameter, parameter } from '../http/parameters';
import { queryText } from '../http/query-parameters';
import { findOrganization } from '../organizations/organization-store';
import { findProject } from '../projects/project-store';
import type { RestDependencies } from '../rest-dependencies';
import { issueStatuses } from '../store/schema';
import { filterOf, issueFilterQuery, issueOrderQuery, issuesMatching, orderOf } from './issue-list';
import { issueDetailShape, issueShape, shownColumns, userCount } from './issue-shape';
import { deleteIssues, findIssue, setStatus } from './issue-store';
import { countTags, tagsShape } from './issue-tags';

const listQuery = issueFilterQuery.extend({ ...issueOrderQuery.shape, ...pageQuery.shape });
const tagsQuery = z.object({ key: z.string().optional().describe('Only the values of this tag') });
const change = z.object({ status: z.enum(issueStatuses) });

/** Where issues are looked for: a whole organization, or one project of it. */
interface Where {
  organizationId: number;
  projectId?: number;
}

/** Issues: search, read, change one or many, delete one or many, tags. */
export function issueEndpoints({ db, config, bounds }: RestDependencies): Endpoint[] {
  const body = jsonBody(config.MAX_BODY_BYTES, bounds.memory);
  const base = (request: Request) => baseUrl(request, config.PUBLIC_URL);

  const inOrganization = async (request: Request): Promise<Where> => ({
    organizationId: (await findOrganization(db, parameter(request, 'organization'))).id,
  });
  const inProject = async (request: Request): Promise<Where> => {
    const found = await findProject(db, parameter(request, 'organization'), parameter(request, 'project'));
    return { organizationId: found.organization.id, projectId: found.project.id };
  };

  const matching = (request: Request, where: Where) => {
    const query = issuesMatching(db, filterOf(request)).where(
      'projects.organization_id',
      '=',
      where.organizationId,
    );
    return where.projectId === undefined ? query : query.where('projects.id', '=', where.projectId);
  };
  const matchingIds = async (request: Request): Promise<string[]> => {
    const rows = await matching(request, await inOrganization(request))
      .select('issues.id')
      .execute();
    return rows.map(({ id }) => id);
  };
  const issueOf = (request: Request) =>
    findIssue(
      db,
      numericParameter(request, 'issue'),
      request.params['organization'] === undefined ? undefined : parameter(request, 'organization'),
    );

  const list =
    (whereOf: (request: Request) => Promise<Where>): RequestHandler =>
    async (request, response) => {
      const { search } = filterOf(request);
      const query = matching(request, await whereOf(request))
        .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
        .selectAll('issues')
        .select([...shownColumns, userCount]);
      const context = { db, request, response, base: base(request) };
      const rows = await paginate(context, query, orderOf(request));
      if (search.eventId !== undefined && rows.length > 0) response.set('X-Sentry-Direct-Hit', '1');
      response.json(rows.map((row) => issueShape(row, base(request), search.eventId ?? null)));
    };

  const updateMany: RequestHandler = async (request, response) => {
    const { status } = bodyOf(request, change);
    await setStatus(db, await matchingIds(request), status);
    response.json({ status });
  };

  const removeMany: RequestHandler = async (request, response) => {
    await deleteIssues(db, await matchingIds(request));
    response.json({ status: 'resolved' });
  };

  const read: RequestHandler = async (request, response) => {
    response.json(issueDetailShape(await issueOf(request), base(request)));
  };

  const update: RequestHandler = async (request, response) => {
    const { status } = bodyOf(request, change);
    const issue = await issueOf(request);
    await setStatus(db, [issue.id], status);
    response.json(issueDetailShape({ ...issue, status }, base(request)));
  };

  const remove: RequestHandler = async (request, response) => {
    await deleteIssues(db, [(await issueOf(request)).id]);
    response.status(204).end();
  };

  const tags: RequestHandler = async (request, response) => {
    const { id } = await issueOf(request);
    response.json(tagsShape(await countTags(db, id, queryText(request, 'key'))));
  };

  const scopes = mayRead('event');
  const one = {
    get: { scopes, handlers: [read] },
    put: { scopes: mayWrite('event'), input: change, handlers: [body, update] },
    delete: { scopes: mayWrite('event'), handlers: [remove] },
  };
  return [
    {
      path: '/api/0/organizations/:organization/issues/',
      operations: {
        get: { scopes, query: listQuery, handlers: [list(inOrganization)] },
        put: {
          scopes: mayWrite('event'),
          query: issueFilterQuery,
          input: change,
          handlers: [body, updateMany],
        },
        delete: { scopes: mayWrite('event'), query: issueFilterQuery, handlers: [removeMany] },
      },
    },
    {
      path: '/api/0/projects/:organization/:project/issues/',
      operations: { get: { scopes, query: listQuery, handlers: [list(inProject)] } },
    },
    { path: '/api/0/organizations/:organization/issues/:issue/', operations: one },
    { path: '/api/0/issues/:issue/', operations: one },
    {
      path: '/api/0/issues/:issue/tags/',
      operations: { get: { scopes, query: tagsQuery, handlers: [tags] } },
    },
  ];
}
