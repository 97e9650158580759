import type { OrganizationRow } from '../store/schema';

export const avatar = { avatarType: '', avatarUuid: null };

/** An organization as lists and references show it. */
export const organizationShape = (row: OrganizationRow) => ({
  id: String(row.id),
  name: row.name,
  slug: row.slug,
  dateCreated: row.date_created.toISOString(),
  status: { id: 'active', name: 'active' },
  avatar,
  isEarlyAdopter: false,
  require2FA: false,
  isAcceptingEvents: row.is_accepting_events,
});

/** An organization on its own page. */
export const organizationDetailShape = (row: OrganizationRow, projects: unknown[], teams: unknown[]) => ({
  ...organizationShape(row),
  projects,
  teams,
  openMembership: row.open_membership,
  scrubIPAddresses: row.scrub_ip_addresses,
});
