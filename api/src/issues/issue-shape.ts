import { sql } from 'kysely';
import { projectReference } from '../projects/project-shape';
import type { IssueRow } from '../store/schema';

/** An issue with what its shape shows of others. */
export type ShownIssue = IssueRow & {
  organization_slug: string;
  project_slug: string;
  project_name: string;
  project_platform: string | null;
  user_count: string;
};

/** Columns beside the issue's own; for queries that join `projects` and `organizations`. */
export const shownColumns = [
  'organizations.slug as organization_slug',
  'projects.slug as project_slug',
  'projects.name as project_name',
  'projects.platform as project_platform',
] as const;

/** How many users have met an issue. */
export const userCount =
  sql<string>`(select count(*) from issue_users where issue_users.issue_id = issues.id)`.as('user_count');

/** An issue as lists show it. `base` is the API's public address. */
export const issueShape = (row: ShownIssue, base: string, matchingEventId: string | null = null) => ({
  id: row.id,
  shortId: `${row.project_slug.toUpperCase()}-${row.id}`,
  title: row.title,
  culprit: row.culprit ?? '',
  type: row.type,
  level: row.level,
  status: row.status,
  count: row.event_count,
  userCount: Number(row.user_count),
  numComments: 0,
  firstSeen: row.first_seen.toISOString(),
  lastSeen: row.last_seen.toISOString(),
  metadata: row.metadata,
  project: projectReference({
    id: row.project_id,
    slug: row.project_slug,
    name: row.project_name,
    platform: row.project_platform,
  }),
  stats: { '24h': [] },
  shareId: null,
  logger: row.logger,
  permalink: `${base}/api/0/organizations/${row.organization_slug}/issues/${row.id}/`,
  statusDetails: {},
  subscriptionDetails: null,
  matchingEventId,
});

/** An issue on its own page. */
export const issueDetailShape = (row: ShownIssue, base: string) => ({
  ...issueShape(row, base),
  userReportCount: 0,
});
