/** Which requests a fault touches. */
export const scopes = ['all', 'ingest', 'api'] as const;
export type Scope = (typeof scopes)[number];

/**
 * The part of the API that a route template belongs to, as its SLOs cut it: ingestion, the REST API, or neither
 * (health, readiness and the metrics endpoint are never touched by a fault).
 */
export function partOf(routeTemplate: string): 'ingest' | 'api' | undefined {
  if (/^\/api\/[^/]+\/(envelope|security|store)\/?$/.test(routeTemplate)) return 'ingest';
  if (/^\/api\/0\/observability(\/|$)/.test(routeTemplate)) return undefined;
  return routeTemplate.startsWith('/api/0/') ? 'api' : undefined;
}

/** Whether a fault of this scope touches a request to this route template. */
export function isInScope(scope: Scope, routeTemplate: string): boolean {
  const part = partOf(routeTemplate);
  return part !== undefined && (scope === 'all' || scope === part);
}
