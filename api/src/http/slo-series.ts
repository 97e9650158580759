import { type Endpoint, type Method, type Operation, usualSuccess } from './endpoint';

/** A series of the request histogram. */
export interface PresetSeries {
  method: string;
  route: string;
  status: number;
}

/** What the API answers when it fails: its own fault, and its database's. */
const failures = [500, 503];

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
      (Object.entries(operations) as [Method, Operation][])
        .filter(([method]) => method !== 'options')
        .flatMap(([method, operation]) =>
          [operation.success ?? usualSuccess[method], ...failures].map((status) => ({
            method: method.toUpperCase(),
            route: path,
            status,
          })),
        ),
    );
}
