/** The API's routes that the demo calls, by the templates under which the API's metrics count them. */
export const endpoints = {
  ready: { method: 'GET', route: '/_ready/' },
  health: { method: 'GET', route: '/_health/' },
  listOrganizations: { method: 'GET', route: '/api/0/organizations/' },
  createOrganization: { method: 'POST', route: '/api/0/organizations/' },
  organization: { method: 'GET', route: '/api/0/organizations/:organization/' },
  listTeams: { method: 'GET', route: '/api/0/organizations/:organization/teams/' },
  createTeam: { method: 'POST', route: '/api/0/organizations/:organization/teams/' },
  createProject: { method: 'POST', route: '/api/0/teams/:organization/:team/projects/' },
  listProjects: { method: 'GET', route: '/api/0/projects/' },
  project: { method: 'GET', route: '/api/0/projects/:organization/:project/' },
  listKeys: { method: 'GET', route: '/api/0/projects/:organization/:project/keys/' },
  createKey: { method: 'POST', route: '/api/0/projects/:organization/:project/keys/' },
  organizationIssues: { method: 'GET', route: '/api/0/organizations/:organization/issues/' },
  projectIssues: { method: 'GET', route: '/api/0/projects/:organization/:project/issues/' },
  issue: { method: 'GET', route: '/api/0/issues/:issue/' },
  updateIssue: { method: 'PUT', route: '/api/0/issues/:issue/' },
  issueEvents: { method: 'GET', route: '/api/0/issues/:issue/events/' },
  latestEvent: { method: 'GET', route: '/api/0/issues/:issue/events/latest/' },
  envelope: { method: 'POST', route: '/api/:projectId/envelope/' },
  store: { method: 'POST', route: '/api/:projectId/store/' },
  unmatched: { method: 'GET', route: 'unmatched' },
} as const satisfies Record<string, { method: string; route: string }>;

export type Endpoint = (typeof endpoints)[keyof typeof endpoints];

/** The path of a route template with its parameters filled in. */
export function pathOf(route: string, parameters: Readonly<Record<string, string>>): string {
  return route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}
