import { endpoints, type Endpoint } from '../traffic/endpoints';

/** A kind of request, as a share of all of them. */
export interface RequestKind {
  readonly endpoint: Endpoint;
  /** The status of an answer that is no failure of the API. */
  readonly status: number;
  readonly share: number;
}

/** How the demo's traffic divides, rounded: people read, SDKs report, and strangers get it wrong. */
export const requestKinds: readonly RequestKind[] = [
  { endpoint: endpoints.projectIssues, status: 200, share: 0.17 },
  { endpoint: endpoints.organizationIssues, status: 200, share: 0.11 },
  { endpoint: endpoints.issue, status: 200, share: 0.12 },
  { endpoint: endpoints.latestEvent, status: 200, share: 0.11 },
  { endpoint: endpoints.issueEvents, status: 200, share: 0.05 },
  { endpoint: endpoints.project, status: 200, share: 0.06 },
  { endpoint: endpoints.listProjects, status: 200, share: 0.05 },
  { endpoint: endpoints.listOrganizations, status: 200, share: 0.04 },
  { endpoint: endpoints.organization, status: 200, share: 0.03 },
  { endpoint: endpoints.listKeys, status: 200, share: 0.02 },
  { endpoint: endpoints.updateIssue, status: 200, share: 0.01 },
  { endpoint: endpoints.envelope, status: 200, share: 0.17 },
  { endpoint: endpoints.store, status: 200, share: 0.03 },
  { endpoint: endpoints.listProjects, status: 401, share: 0.01 },
  { endpoint: endpoints.envelope, status: 403, share: 0.01 },
  { endpoint: endpoints.unmatched, status: 404, share: 0.01 },
];
