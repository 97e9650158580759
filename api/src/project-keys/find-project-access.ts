import type { Database } from '../store/open-database';
import type { KeyAnswer } from './project-key-cache';

/** Asks the store what a key opens: the query behind the project-key cache. */
export async function findProjectAccess(
  db: Database,
  projectId: number,
  publicKey: string,
): Promise<KeyAnswer> {
  const row = await db
    .selectFrom('project_keys')
    .innerJoin('projects', 'projects.id', 'project_keys.project_id')
    .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
    .where('project_keys.project_id', '=', projectId)
    .where('project_keys.public_key', '=', publicKey)
    .select([
      'projects.id',
      'projects.slug',
      'projects.organization_id',
      'projects.event_throttle_rate',
      'projects.scrub_ip_addresses',
      'organizations.is_accepting_events',
      'organizations.scrub_ip_addresses as organization_scrubs',
      'project_keys.is_active',
      'project_keys.rate_limit_count',
      'project_keys.rate_limit_window',
    ])
    .executeTakeFirst();
  if (row === undefined) return 'unknown';
  if (!row.is_active) return 'inactive';
  return {
    projectId: row.id,
    projectSlug: row.slug,
    organizationId: row.organization_id,
    isAcceptingEvents: row.is_accepting_events,
    eventThrottleRate: row.event_throttle_rate,
    rateLimit:
      row.rate_limit_count === null || row.rate_limit_window === null
        ? null
        : { count: row.rate_limit_count, window: row.rate_limit_window },
    scrubIpAddresses: row.scrub_ip_addresses || row.organization_scrubs,
  };
}
