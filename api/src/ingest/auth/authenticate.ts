import { ingestErrors, type IngestError } from '../errors';
import type { Credentials } from './credentials';
import type { ProjectKey, ProjectKeys } from './project-keys';

/** How an endpoint says no: the envelope and the store endpoint of GlitchTip differ. */
export interface Refusals {
  readonly denied: () => IngestError;
  readonly malformedKey: () => IngestError;
}

export const envelopeRefusals: Refusals = {
  denied: ingestErrors.denied,
  malformedKey: ingestErrors.invalidDsn,
};
export const storeRefusals: Refusals = {
  denied: ingestErrors.unauthorized,
  malformedKey: ingestErrors.unprocessableKey,
};

/** Refuses what is wrong at first sight, before the body is read: malformed or conflicting keys, and known bad ones. */
export function refuseAtSight(
  credentials: Credentials,
  projectId: string,
  keys: ProjectKeys,
  refusals: Refusals,
): void {
  if (credentials.kind === 'malformed') throw refusals.malformedKey();
  if (credentials.kind === 'conflict') throw refusals.denied();
  if (credentials.kind === 'key' && keys.isKnownBad(projectId, credentials.publicKey))
    throw refusals.denied();
}

/** The project key of a request. @throws IngestError when there is none that fits. */
export async function authenticate(
  credentials: Credentials,
  projectId: string,
  keys: ProjectKeys,
  refusals: Refusals,
): Promise<ProjectKey> {
  refuseAtSight(credentials, projectId, keys, refusals);
  const key = credentials.kind === 'key' ? await keys.find(projectId, credentials.publicKey) : undefined;
  if (key === undefined) throw refusals.denied();
  return key;
}
