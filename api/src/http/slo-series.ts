import type { Endpoint, Method } from './endpoint';

/** A series of the request histogram. */
export interface PresetSeries {
  method: string;
  route: string;
  status: number;
}

const success: Record<Method, number> = { get: 200, post: 201, put: 200, delete: 204, options: 204 };
/** What the API answers when it fails: its own fault, and its database's. */
const failures = [500, 503];

/** Ingest answers a stored event with 200, whatever the method. */
const isIngest = (path: string): boolean => path.startsWith('/api/:projectId/');
/** Routes that an SLO reads: ingest, and everything below `/api/0/`. */
const isInSlo = (path: string): boolean => path.startsWith('/api/');

/**
 * The series that exist at zero from the start. Prometheus does not see the step from nothing to one, so the
 * first failure of a route would not count without them.
 */
export function presetSeries(endpoints: readonly Endpoint[]): PresetSeries[] {
  return endpoints
    .filter(({ path }) => isInSlo(path))
    .flatMap(({ path, operations }) =>
      (Object.keys(operations) as Method[])
        .filter((method) => method !== 'options')
        .flatMap((method) =>
          [isIngest(path) ? 200 : success[method], ...failures].map((status) => ({
            method: method.toUpperCase(),
            route: path,
            status,
          })),
        ),
    );
}
