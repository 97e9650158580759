import type { ProjectKeyRow } from '../store/schema';

/** Where an SDK sends its events to, as one address: `scheme://<public key>@host[/path]/<project id>`. */
export function dsnOf(base: string, row: Pick<ProjectKeyRow, 'public_key' | 'project_id'>): string {
  const { protocol, host, pathname } = new URL(base);
  return `${protocol}//${row.public_key}@${host}${pathname.replace(/\/$/, '')}/${row.project_id}`;
}

/** A project's key. `secret` repeats the public DSN: Sentry's wizard asks for it. */
export function keyShape(base: string, row: ProjectKeyRow) {
  const dsn = dsnOf(base, row);
  return {
    id: row.id,
    name: row.name,
    label: row.name,
    public: row.public_key,
    isActive: row.is_active,
    projectId: row.project_id,
    dateCreated: row.date_created.toISOString(),
    rateLimit:
      row.rate_limit_count === null || row.rate_limit_window === null
        ? null
        : { window: row.rate_limit_window, count: row.rate_limit_count },
    dsn: {
      public: dsn,
      secret: dsn,
      security: `${base}/api/${row.project_id}/security/?glitchtip_key=${row.public_key}`,
    },
  };
}
