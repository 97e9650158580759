import type { Request, RequestHandler } from 'express';
import { mayRead } from '../auth/scopes';
import { baseUrl } from '../http/base-url';
import type { Endpoint } from '../http/endpoint';
import { pageQuery, paginate } from '../http/pagination';
import { numericParameter, parameter } from '../http/parameters';
import { findIssue } from '../issues/issue-store';
import { findProject } from '../projects/project-store';
import type { RestDependencies } from '../rest-dependencies';
import type { EventRow } from '../store/schema';
import { eventDetailShape, eventJsonShape, eventShape } from './event-shape';
import { findEvent, findLatestEvent, listEvents, neighboursOf, type Within } from './event-store';

/** Events of an issue or a project: list, latest, one by its id. */
export function eventEndpoints({ db, config }: RestDependencies): Endpoint[] {
  type Place = (request: Request) => Promise<Within>;
  const issueId = async (request: Request) =>
    (
      await findIssue(
        db,
        numericParameter(request, 'issue'),
        request.params['organization'] === undefined ? undefined : parameter(request, 'organization'),
      )
    ).id;
  const inIssue: Place = async (request) => ({ issueId: await issueId(request) });
  const inProject: Place = async (request) => ({
    projectId: (await findProject(db, parameter(request, 'organization'), parameter(request, 'project')))
      .project.id,
  });
  const detail = async (row: EventRow) => eventDetailShape(row, await neighboursOf(db, row));

  const list =
    (place: Place): RequestHandler =>
    async (request, response) => {
      const context = { db, request, response, base: baseUrl(request, config.PUBLIC_URL) };
      const rows = await paginate(context, listEvents(db, await place(request)), {
        column: 'events.sequence',
        type: 'bigint',
        id: 'events.sequence',
        descending: true,
      });
      response.json(rows.map(eventShape));
    };

  const latest: RequestHandler = async (request, response) => {
    response.json(await detail(await findLatestEvent(db, await issueId(request))));
  };

  const read =
    (place: Place): RequestHandler =>
    async (request, response) => {
      response.json(await detail(await findEvent(db, await place(request), parameter(request, 'event'))));
    };

  const json: RequestHandler = async (request, response) => {
    response.json(eventJsonShape(await findEvent(db, await inIssue(request), parameter(request, 'event'))));
  };

  const scopes = mayRead('event');
  const reading = (path: string, handler: RequestHandler): Endpoint => ({
    path,
    operations: { get: { scopes, handlers: [handler] } },
  });
  const listing = (path: string, place: Place): Endpoint => ({
    path,
    operations: { get: { scopes, query: pageQuery, handlers: [list(place)] } },
  });
  return [
    listing('/api/0/issues/:issue/events/', inIssue),
    reading('/api/0/issues/:issue/events/latest/', latest),
    reading('/api/0/issues/:issue/events/:event/', read(inIssue)),
    listing('/api/0/projects/:organization/:project/events/', inProject),
    reading('/api/0/projects/:organization/:project/events/:event/', read(inProject)),
    listing('/api/0/organizations/:organization/issues/:issue/events/', inIssue),
    reading('/api/0/organizations/:organization/issues/:issue/events/latest/', latest),
    reading('/api/0/organizations/:organization/issues/:issue/events/:event/', read(inIssue)),
    reading('/api/0/organizations/:organization/issues/:issue/events/:event/json/', json),
  ];
}
