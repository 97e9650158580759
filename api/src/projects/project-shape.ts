import { avatar, organizationShape } from '../organizations/organization-shape';
import type { OrganizationRow, ProjectRow, TeamRow } from '../store/schema';

/** A project inside something else: a team, an issue. */
export const projectReference = (row: Pick<ProjectRow, 'id' | 'slug' | 'name' | 'platform'>) => ({
  id: String(row.id),
  slug: row.slug,
  name: row.name,
  platform: row.platform,
});

/** A project as lists show it. */
export const projectShape = (row: ProjectRow) => ({
  id: String(row.id),
  name: row.name,
  slug: row.slug,
  platform: row.platform,
  dateCreated: row.date_created.toISOString(),
  firstEvent: row.first_event?.toISOString() ?? null,
  avatar,
  color: '',
  features: [],
  hasAccess: true,
  isBookmarked: false,
  isInternal: false,
  isMember: false,
  isPublic: false,
  scrubIPAddresses: row.scrub_ip_addresses,
  eventThrottleRate: row.event_throttle_rate,
});

/** A project and its organization. */
export const projectWithOrganization = (row: ProjectRow, organization: OrganizationRow) => ({
  ...projectShape(row),
  organization: organizationShape(organization),
});

/** A project and the teams that work on it. */
export const projectWithTeams = (row: ProjectRow, teams: readonly TeamRow[]) => ({
  ...projectShape(row),
  teams: teams.map(({ id, slug }) => ({ id: String(id), slug })),
});
