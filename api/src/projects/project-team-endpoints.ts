import type { Request, RequestHandler } from 'express';
import { mayDelete, mayRead, mayWrite } from '../auth/scopes';
import type { Endpoint } from '../http/endpoint';
import { parameter } from '../http/parameters';
import type { RestDependencies } from '../rest-dependencies';
import { teamShape } from '../teams/team-shape';
import { findTeam, withProjects } from '../teams/team-store';
import { projectWithTeams } from './project-shape';
import { findProject, teamsOf } from './project-store';

/** Which teams work on a project: list, add, remove. */
export function projectTeamEndpoints({ db }: RestDependencies): Endpoint[] {
  const projectOf = async (request: Request) =>
    (await findProject(db, parameter(request, 'organization'), parameter(request, 'project'))).project;

  const list: RequestHandler = async (request, response) => {
    const { id } = await projectOf(request);
    response.json((await withProjects(db, await teamsOf(db, id))).map(teamShape));
  };

  const add: RequestHandler = async (request, response) => {
    const project = await projectOf(request);
    const team = await findTeam(db, project.organization_id, parameter(request, 'team'));
    await db
      .insertInto('project_teams')
      .values({ project_id: project.id, team_id: team.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    response.status(201).json(projectWithTeams(project, await teamsOf(db, project.id)));
  };

  const remove: RequestHandler = async (request, response) => {
    const project = await projectOf(request);
    const team = await findTeam(db, project.organization_id, parameter(request, 'team'));
    await db
      .deleteFrom('project_teams')
      .where('project_id', '=', project.id)
      .where('team_id', '=', team.id)
      .execute();
    response.json(projectWithTeams(project, await teamsOf(db, project.id)));
  };

  return [
    {
      path: '/api/0/projects/:organization/:project/teams/',
      operations: { get: { scopes: mayRead('project'), handlers: [list] } },
    },
    {
      path: '/api/0/projects/:organization/:project/teams/:team/',
      operations: {
        post: { scopes: mayWrite('project'), handlers: [add] },
        delete: { scopes: mayDelete('project'), handlers: [remove] },
      },
    },
  ];
}
